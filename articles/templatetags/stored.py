"""The one place where HTML is taken as safe: what the Markdown pipeline made and the database stored."""

from django import template
from django.utils.safestring import mark_safe

register = template.Library()


@register.filter
def stored_html(html):
    """HTML that ``articles.markdown`` rendered when it was saved."""
    return mark_safe(html)  # noqa: S308
