"""How long the release lines of technologies get fixes, as bars on one axis of time."""

import datetime
from dataclasses import dataclass

from .releases import first_day, format_partial_date, last_day, latest_release, stable_releases
from .table import feature_release

MOST_LINES = 10  # of a technology
SOON = datetime.timedelta(days=90)
SUPPORT = {"": "", "supported": "supported, no end published", "ended": "support has ended"}


@dataclass(slots=True)
class Window:
    """A release line with the places, in thousandths of the axis, of its start and of its ends."""

    release: object
    last: object  # its newest patch
    start: int
    full: int
    width: int
    end: int
    extended: int
    ends_soon: bool


@dataclass(slots=True)
class SupportChart:
    rows: list  # pairs of a technology and its windows
    first: datetime.date
    last: datetime.date
    today: int


def today():
    return datetime.datetime.now(datetime.UTC).date()


def series_of(version):
    return ".".join(map(str, feature_release(version)))


def line_name(release):
    return release.line or series_of(release.version) or release.version


def begins_line_of(first, release):
    version = release.version.lstrip("vV")
    return line_name(first) in (series_of(version), version) or version.startswith(f"{line_name(first)}.")


def release_lines(technology):
    """The first release of each line whose support is known, the newest first."""
    known = [release for release in stable_releases(technology) if release.supported_until or release.support]
    newest_first = sorted(known, key=lambda release: release.version_key, reverse=True)
    return list({line_name(release): release for release in newest_first}.values())


def line_of(technology, release):
    lines = [first for first in release_lines(technology) if begins_line_of(first, release)]
    return max(lines, key=lambda first: len(line_name(first)), default=release)


def last_of_line(technology, first):
    line = [release for release in stable_releases(technology) if begins_line_of(first, release)]
    return max(line, key=lambda release: release.version_key, default=first)


def is_supported(release):
    if release.supported_until:
        return last_day(release.supported_until) >= today()
    return release.support == "supported"


def supported_lines(technology):
    return [release for release in release_lines(technology) if is_supported(release)]


def other_series(technology):
    """The supported series besides that of the latest release, the longest supported first."""
    lines = sorted(supported_lines(technology), key=lambda release: release.supported_until, reverse=True)
    series = [series_of(last_of_line(technology, line).version) for line in lines]
    return [one for one in series if one != series_of(latest_release(technology).version)]


def ends_soon(release):
    return bool(release.supported_until) and last_day(release.supported_until) <= today() + SOON


def until(kind, end):
    return f"{kind} until {format_partial_date(end)}" if end else ""


def until_words(release):
    return until("supported", release.supported_until) or SUPPORT[release.support]


def support_words(release):
    full, fixes, extended = ends_of(release)
    middle = until("security fixes", fixes) if full and fixes else until_words(release)
    return ", ".join(filter(None, [until("full support", full), middle, until("extended support", extended)]))


def ends_of(release):
    return release.full_support_until, release.supported_until, release.extended_support_until


def support_chart(technologies):
    lines = [(technology, supported_lines(technology)[:MOST_LINES]) for technology in technologies]
    shown = [release for _, releases in lines for release in releases]
    if not shown:
        return None
    now = today()
    first = min(now, *(first_day(release.released_on) for release in shown))
    last = max([now, *(last_day(end) for release in shown for end in ends_of(release) if end)])

    def place(day):
        return round(1000 * (day - first).days / max(1, (last - first).days))

    def window(technology, release):
        start = place(first_day(release.released_on))
        full, end, extended = (place(last_day(end)) if end else 0 for end in ends_of(release))
        end = end or place(now)
        widths = max(0, full - start), end - start, end, max(0, extended - end)
        return Window(release, last_of_line(technology, release), start, *widths, ends_soon(release))

    rows = [
        (technology, [window(technology, release) for release in releases])
        for technology, releases in lines
        if releases
    ]
    return SupportChart(rows, first, last, place(now))
