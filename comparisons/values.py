"""What facts and releases are written in: versions, numbers, dates known in part, addresses, package URLs.

The rule about releases and checks stands here alone: a check is outdated by a *feature release*, one whose first or
second number is higher (6.1 after 6.0.3, 7.0 after 6.2), and never by a patch (6.1.4 after 6.1.3).
"""

import datetime
import math
import re
from calendar import monthrange
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.utils.dateformat import format as format_date

from articles.absolute import absolute_url

NUMBERS = re.compile(r"v?(\d{1,12}(?:\.\d{1,12})*)", re.ASCII | re.IGNORECASE)
WIDTH = 8
PARTS = 9
SERIES_WIDTH = 12

PARTIAL_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)
DATE_FORMATS = {4: "Y", 7: "F Y", 10: "j F Y"}  # by length

OWN_PATH = re.compile(r"/(?!/)[^\s\\]*")
is_web_address = URLValidator(schemes=["http", "https"])

NPM_NAME = r"[a-z0-9][a-z0-9._~-]*"
PURL = re.compile(rf"pkg:(?:(pypi)/([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)|(npm)/((?:%40{NPM_NAME}/)?{NPM_NAME}))")


@lru_cache(maxsize=10_000)
def numbers_of(version):
    """The numbers a version begins with, without noughts at the end: “v6.1.0rc1” is (6, 1). Empty for mere words."""
    match = NUMBERS.match(version.strip())
    numbers = [int(number) for number in match[1].split(".")] if match else []
    while len(numbers) > 1 and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


def sort_key(version):
    """A text that the database and Python both sort as versions: 10.0 after 9.1, and words before numbers."""
    match = NUMBERS.match(version)
    return ".".join(part.zfill(WIDTH) for part in match[1].split(".")[:PARTS]) if match else ""


def series_key(version):
    """The feature release that a version belongs to, as a text that sorts by its two numbers; empty for mere words."""
    numbers = numbers_of(version)
    return "".join(str(number).zfill(SERIES_WIDTH) for number in (*numbers, 0)[:2]) if numbers else ""


def series_of(version):
    """The same as people write it: “5.2” of 5.2.19, “5.0” of 5. Empty for mere words."""
    numbers = numbers_of(version)
    return ".".join(map(str, (*numbers, 0)[:2])) if numbers else ""


def is_outdated(checked, latest):
    """Whether a check against one version is outdated by the release of another."""
    return bool(series_key(checked)) and series_key(latest) > series_key(checked)


# --- numbers of whatever unit ---

LARGEST = 10**15 - 1  # up to here every whole number is told from the next


class NumberField(models.FloatField):
    """A number that is not negative; a whole one is an int, so that it is written as one wherever it goes."""

    default_validators = [MinValueValidator(0), MaxValueValidator(LARGEST)]
    default_error_messages = {"invalid": "Write a number, such as 12 or 3.5."}

    def from_db_value(self, value, expression, connection):
        return int(value) if value is not None and value.is_integer() else value

    def to_python(self, value):
        number = super().to_python(value)
        if number is not None and not math.isfinite(number):
            raise ValidationError(self.error_messages["invalid"])
        return self.from_db_value(number, None, None)


# --- dates known only as far as their month or year: as text they sort right beside whole ones ---


def first_day(text):
    """The day that a date begins with, whether all of it is known or not. Raises ValueError."""
    return datetime.date.fromisoformat(text + "-01-01"[len(text) - 4 :])


def last_day(text):
    """The day that a date ends with, whether all of it is known or not. Raises ValueError."""
    year, month = int(text[:4]), int(text[5:7] or 12)
    return first_day(text) if len(text) > len("2026-11") else datetime.date(year, month, monthrange(year, month)[1])


def validate_partial_date(text):
    """Raise ValidationError unless the text is a year, a month or a day of the calendar."""
    if not PARTIAL_DATE.fullmatch(text):
        raise ValidationError("Write the date as YYYY-MM-DD, or YYYY-MM or YYYY where no more is known.")
    try:
        first_day(text)
    except ValueError:
        raise ValidationError(f"{text} is not in the calendar.") from None


@lru_cache(maxsize=10_000)
def format_partial_date(text):
    """“3 November 2026”, “November 2026” or “2026”, as far as the date is known."""
    return format_date(first_day(text), DATE_FORMATS[len(text)])


# --- addresses: of a page anywhere, or of one of this site, which an installation knows by its path alone ---


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


# --- package URLs (purl): the name of a package that holds in every registry ---


def validate_purl(text):
    """Raise ValidationError unless the text is the package URL of a package of PyPI or npm, without a version."""
    if not PURL.fullmatch(text):
        raise ValidationError("Write it as pkg:pypi/django, pkg:npm/fastify or pkg:npm/%40hono/node-server.")


def read_purl(purl):
    """The registry, ``pypi`` or ``npm``, and the name of the package in it."""
    registry, name = filter(None, PURL.fullmatch(purl).groups())
    return registry, name.replace("%40", "@")
