"""What lets a table fit a phone: places at which the long names of programs may break."""

import re

from django import template
from django.utils.html import format_html_join

register = template.Library()

LONG_NAME = re.compile(r"\S{13}")
# After a sign that puts a name together, and before a capital within it: @fastify/|websocket, request.|authorization.
JOINTS = re.compile(r"(?<=\w[/._-])(?=\w)|(?<=[a-z])(?=[A-Z])")


@register.filter
def breakable(text):
    """The text, escaped; a word of it that no column of a phone has room for may break where its parts meet.

    Without that the browser would break it wherever the column ends, in the middle of a word.
    """
    if not LONG_NAME.search(text):
        return text
    return format_html_join(" ", "{}", ((in_parts(word),) for word in text.split(" ")))


def in_parts(word):
    parts = JOINTS.split(word) if LONG_NAME.match(word) else ()
    return format_html_join("", "<wbr>{}", ((part,) for part in parts)) if len(parts) > 1 else word
