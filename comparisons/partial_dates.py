"""Dates known only as far as their month or year: ``2005-07``. As text they sort right beside whole ones."""

import calendar
import datetime
import re

from django.core.exceptions import ValidationError

PARTIAL_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)


def validate_partial_date(text):
    """Raise ValidationError unless the text is a year, a month or a day of the calendar."""
    if not PARTIAL_DATE.fullmatch(text):
        raise ValidationError("Write the date as YYYY-MM-DD, or YYYY-MM or YYYY where no more is known.")
    try:
        datetime.date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        raise ValidationError(f"{text} is not in the calendar.") from None


def format_partial_date(text):
    """“3 November 2026”, “November 2026” or “2026”, as far as the date is known."""
    year, *rest = text.split("-")
    words = [year]
    if rest:
        words.insert(0, calendar.month_name[int(rest[0])])
    if len(rest) == 2:
        words.insert(0, str(int(rest[1])))
    return " ".join(words)
