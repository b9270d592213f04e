"""Support windows: how long the release lines of technologies get fixes, on one axis of time, and as a calendar."""

import datetime
from dataclasses import dataclass
from itertools import chain

from django.conf import settings
from django.utils import timezone

from articles.absolute import absolute_url
from comparisons.models import Release, Technology
from comparisons.values import first_day, last_day

MOST_LINES = 10  # of a technology
LONGEST_LINE = 75  # bytes of a calendar, as RFC 5545 wants it


@dataclass(frozen=True)
class Window:
    """A release line with the places, in thousandths of the axis, of its start and of its ends."""

    release: Release
    start: int
    full: int  # the width of full support; 0 where no end of it is published
    width: int
    end: int
    extended: int  # the width of extended support after that; 0 where no end of it is published


@dataclass(frozen=True)
class SupportChart:
    """``rows`` are pairs of a technology and its Windows, the newest first; ``today`` is a place on the axis."""

    rows: list
    first: datetime.date
    last: datetime.date
    today: int


def support_chart(technologies, *, ended=True):
    """The windows of these technologies, whose releases are prefetched; None where none has a published end.

    Those that ended are left out unless ``ended``.
    """
    lines = [
        (technology, [line for line in technology.release_lines if ended or line.is_supported][:MOST_LINES])
        for technology in technologies
    ]
    shown = list(chain.from_iterable(releases for _, releases in lines))
    if not shown:
        return None
    today = timezone.localdate()
    first = min(today, *(first_day(release.released_on) for release in shown))
    ends = [end for release in shown for end in release.ends if end]
    last = max(today, *map(last_day, ends)) if ends else today

    def place(day):
        return round(1000 * (day - first).days / max(1, (last - first).days))

    def window(release):
        start = place(first_day(release.released_on))
        full, until, extended = (place(last_day(end)) if end else 0 for end in release.ends)
        end = until or (place(today) if release.is_supported else start)  # without a day it is drawn as far as is known
        return Window(release, start, max(0, full - start), end - start, end, max(0, extended - end))

    rows = [(technology, list(map(window, releases))) for technology, releases in lines if releases]
    return SupportChart(rows, first, last, place(today))


# --- as a calendar ---


def to_calendar(technology: Technology):
    """The ends of support of a technology as iCalendar (RFC 5545), a day each."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//{settings.SITE_NAME}//Support//EN"]
    for release in technology.release_lines:
        for kind, end in zip(("full support", "support", "extended support"), release.ends, strict=True):
            lines += calendar_event(technology, release, kind, last_day(end)) if end else []
    return "".join(f"{folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def calendar_event(technology, release, kind, day):
    url = absolute_url(technology.get_absolute_url())
    return [
        "BEGIN:VEVENT",
        f"UID:{kind.replace(' ', '-')}-{release.version}-{technology.slug}@{url.split('/')[2]}",
        f"DTSTAMP:{release.verified_on:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"SUMMARY:{escaped(f'{technology} {release.line_name}: {kind} ends')}",
        f"URL:{url}",
        "END:VEVENT",
    ]


def escaped(text):
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def folded(line):
    """A line in parts of at most LONGEST_LINE bytes each, those after the first with a space before them."""
    parts, size = [""], 0
    for letter in line:
        size += len(letter.encode())
        if size > LONGEST_LINE:
            parts, size = [*parts, " "], 1 + len(letter.encode())
        parts[-1] += letter
    return "\r\n".join(parts)
