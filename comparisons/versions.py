"""Versions, compared by their numbers.

The rule about releases and checks stands here alone: a check is outdated by a *feature release*, one whose first or
second number is higher (6.1 after 6.0.3, 7.0 after 6.2), and never by a patch (6.1.4 after 6.1.3).
"""

import re

NUMBERS = re.compile(r"v?(\d{1,12}(?:\.\d{1,12})*)", re.ASCII | re.IGNORECASE)
WIDTH = 8
PARTS = 9
SERIES_WIDTH = 12


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


def is_outdated(checked, latest):
    """Whether a check against one version is outdated by the release of another."""
    return bool(series_key(checked)) and series_key(latest) > series_key(checked)
