"""What a password may not be made of: the words of this site, which whoever guesses tries first."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError

ENOUGH = 8  # characters beside those words


def words_of_site():
    """The name of the site, whole and in its words, the names in its address, and what its pages are about."""
    names = [settings.SITE_NAME, urlsplit(settings.SITE_URL).hostname or ""]
    parts = [part for name in names for part in re.split(r"\W+", name.lower()) if len(part) > 2]
    return {*parts, *(re.sub(r"\W+", "", name.lower()) for name in names), "admin", "editor", "password"}


class SiteWordsValidator:
    def validate(self, password, user=None):
        rest = re.sub("|".join(sorted(words_of_site(), key=len, reverse=True)), "", password.lower())
        if rest != password.lower() and len(rest) < ENOUGH:
            raise ValidationError("The password is little more than words of this site.", code="words_of_site")

    def get_help_text(self):
        return "Your password can’t be made of the name of this site or of its address."
