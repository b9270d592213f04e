"""The one place where text is taken as safe HTML: what the Markdown pipeline made and was stored, and escaped JSON."""

import json

from django import template
from django.utils.safestring import mark_safe

register = template.Library()

# What could end a script element or open a comment in it, written so that JSON means the same.
ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}


@register.filter
def stored_html(html):
    """HTML that ``articles.markdown.rendering`` rendered when it was saved."""
    return mark_safe(html)  # noqa: S308


@register.filter
def data_block(data):
    """Data as JSON for a script element that holds data and never runs."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(ESCAPES))  # noqa: S308
