"""What the page reads of releases: the latest and first one, and their dates, which may be known in part."""

import calendar
import datetime


def stable_releases(technology):
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    return [item for item in technology.releases if not item.is_prerelease and item.released_on <= today]


def latest_release(technology):
    return max(stable_releases(technology), key=lambda release: release.version_key, default=None)


def first_release(technology):
    return min(stable_releases(technology), key=lambda release: release.released_on, default=None)


def format_partial_date(text):
    year, *rest = text.split("-")
    words = [year]
    if rest:
        words.insert(0, calendar.month_name[int(rest[0])])
    if len(rest) == 2:
        words.insert(0, str(int(rest[1])))
    return " ".join(words)


def first_day(text):
    year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
    return datetime.date(year, month, day)


def last_day(text):
    year, *rest = map(int, text.split("-"))
    month = rest[0] if rest else 12
    day = rest[1] if len(rest) == 2 else calendar.monthrange(year, month)[1]
    return datetime.date(year, month, day)
