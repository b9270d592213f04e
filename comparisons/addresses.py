"""Where a fact can be checked: a page anywhere, or one of this site, which an installation knows by its path alone."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from articles.absolute import absolute_url

OWN_PATH = re.compile(r"/(?!/)[^\s\\]*")
is_web_address = URLValidator(schemes=["http", "https"])


def validate_address(text):
    """Raise ValidationError unless the text is an address of the web or a path of this site."""
    if OWN_PATH.fullmatch(text):
        return
    try:
        is_web_address(text)
    except ValidationError:
        raise ValidationError(
            "Write an address that begins with https:// or http://, or a path of this site, such as /articles/x/."
        ) from None


def whole_address(text):
    """The address as it holds anywhere."""
    return absolute_url(text) if text.startswith("/") else text
