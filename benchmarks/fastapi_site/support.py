"""How long the release lines of technologies get fixes, as bars on one axis of time."""

import datetime
from dataclasses import dataclass

from .releases import first_day, last_day, latest_release, stable_releases
from .table import feature_release

MOST_LINES = 10  # of a technology
SOON = datetime.timedelta(days=90)


@dataclass(slots=True)
class Window:
    """A release line with the places, in thousandths of the axis, of its start and of its ends."""

    release: object
    start: int
    full: int
    width: int
    ends_soon: bool


@dataclass(slots=True)
class SupportChart:
    rows: list  # pairs of a technology and its windows
    first: datetime.date
    last: datetime.date
    today: int


def supported_lines(technology):
    """The first release of each series that has a published end of support which has not passed, the newest first."""
    ending = [release for release in stable_releases(technology) if release.supported_until]
    newest_first = sorted(ending, key=lambda release: release.version_key, reverse=True)
    first = {tuple(feature_release(release.version)) or release.version: release for release in newest_first}
    today = datetime.datetime.now(datetime.UTC).date()
    return [release for release in first.values() if last_day(release.supported_until) >= today]


def other_series(technology):
    """The supported series besides that of the latest release, the longest supported first."""
    lines = sorted(supported_lines(technology), key=lambda release: release.supported_until, reverse=True)
    series = [feature_release(release.version) for release in lines]
    return [".".join(map(str, one)) for one in series if one != feature_release(latest_release(technology).version)]


def ends_soon(release):
    return last_day(release.supported_until) <= datetime.datetime.now(datetime.UTC).date() + SOON


def support_chart(technologies):
    lines = [(technology, supported_lines(technology)[:MOST_LINES]) for technology in technologies]
    shown = [release for _, releases in lines for release in releases]
    if not shown:
        return None
    today = datetime.datetime.now(datetime.UTC).date()
    first = min(today, *(first_day(release.released_on) for release in shown))
    last = max(today, *(last_day(release.supported_until) for release in shown))

    def place(day):
        return round(1000 * (day - first).days / max(1, (last - first).days))

    def window(release):
        start = place(first_day(release.released_on))
        full = place(last_day(release.full_support_until)) - start if release.full_support_until else 0
        return Window(release, start, full, place(last_day(release.supported_until)) - start, ends_soon(release))

    rows = [(technology, [window(release) for release in releases]) for technology, releases in lines if releases]
    return SupportChart(rows, first, last, place(today))
