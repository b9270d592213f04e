# /// script
# requires-python = ">=3.12"
# dependencies = ["django==6.1.3"]
# [tool.hub]
# control = "self"
# ///
import sys
from pathlib import Path

import django
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render

backend = "django.template.backends.django.DjangoTemplates"
settings.configure(TEMPLATES=[{"BACKEND": backend, "DIRS": ["templates"]}])
django.setup()

Path("templates").mkdir()
# The control: a filter that declares the text safe.
text = "{{ person|safe }}" if "--control" in sys.argv else "{{ person }}"
Path("templates/hello.html").write_text(
    "<h1>Hello, {% partialdef greeted %}<b>" + text + "</b>{% endpartialdef %}"
    "{% partial greeted %}!</h1>"
)


def hello(request, person, template="hello.html"):
    return render(request, template, {"person": person})


page = hello(HttpRequest(), "<i>Ada").text
part = hello(HttpRequest(), "Ada", "hello.html#greeted").text
print(f"rendered as {page}; the partial alone: {part}")
escaped = page == "<h1>Hello, <b>&lt;i&gt;Ada</b>!</h1>"
sys.exit(0 if escaped and part == "<b>Ada</b>" else 10)
