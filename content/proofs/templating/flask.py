# /// script
# requires-python = ">=3.12"
# dependencies = ["flask==3.1.3"]
# [tool.hub]
# control = "self"
# ///
import sys
from pathlib import Path

from flask import Flask, render_template

# The control: a kind of template that Flask does not escape.
name = "hello.txt" if "--control" in sys.argv else "hello.html"
Path("templates").mkdir()
Path("templates", name).write_text("<h1>Hello, {{ person }}!</h1>")

app = Flask(__name__, root_path=Path.cwd())


@app.get("/hello/<person>")
def hello(person):
    return render_template(name, person=person)


page = app.test_client().get("/hello/<b>Ada").text
print(f"rendered as {page}")
sys.exit(0 if page == "<h1>Hello, &lt;b&gt;Ada!</h1>" else 10)
