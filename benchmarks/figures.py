"""Medians over the rounds, and the ratios that the project holds itself to."""

from dataclasses import dataclass
from statistics import median

from benchmarks.loads import COLD, FEW, HOT, MANY, NOT_MODIFIED, ROW, Load
from benchmarks.wrk import Measurement


def summarise(measurements):
    """One measurement for several rounds: the median of each figure, and the sum of the errors."""
    middle = {
        name: median(getattr(measurement, name) for measurement in measurements)
        for name in ("requests_per_second", "p50", "p99", "memory", "bytes_per_request")
    }
    return Measurement(**middle, errors=sum(measurement.errors for measurement in measurements))


@dataclass(frozen=True)
class Goal:
    """A figure and its limit. ``found`` is None where something that it compares was not measured."""

    what: str
    limit: float
    found: float | None
    at_least: bool = True

    @property
    def is_reached(self):
        if self.found is None:
            return False
        return self.found >= self.limit if self.at_least else self.found <= self.limit

    @property
    def verdict(self):
        if self.found is None:
            return "not measured"
        return "reached" if self.is_reached else "not reached"

    @property
    def limit_words(self):
        return f"{'at least' if self.at_least else 'at most'} {self.limit:g}"


# What, at least, ours, theirs.
RATES = [
    ("hot page, gzip: ours / FastAPI from its memory", 2, Load(HOT, "ours", FEW), Load(HOT, "fastapi_cached", FEW)),
    ("hot page, gzip: ours / bare application", 0.85, Load(HOT, "ours", FEW), Load(HOT, "bare", FEW)),
    ("hot page, gzip: ours / FastAPI from the database", 50, Load(HOT, "ours", FEW), Load(COLD, "fastapi", FEW)),
    (
        "hot page, 304: ours / nginx static",
        0.2,
        Load(NOT_MODIFIED, "ours", FEW),
        Load(NOT_MODIFIED, "nginx_static", FEW),
    ),
    ("cold page: ours / FastAPI from the database", 1.5, Load(COLD, "ours_uncached", FEW), Load(COLD, "fastapi", FEW)),
    (
        "behind our nginx: hot page / nginx static",
        0.6,
        Load(HOT, "nginx_proxy", FEW),
        Load(HOT, "nginx_static", FEW),
    ),
    ("one row, 1,000 clients: ours / FastAPI", 1.1, Load(ROW, "ours_uncached", MANY), Load(ROW, "fastapi", MANY)),
]
# What, ours, theirs: less than theirs.
WEIGHTS = [
    ("1,000 connections, hot: our memory / FastAPI's", Load(HOT, "ours", MANY), Load(HOT, "fastapi_cached", MANY)),
    (
        "one row, 1,000 clients: our memory / FastAPI's",
        Load(ROW, "ours_uncached", MANY),
        Load(ROW, "fastapi", MANY),
    ),
]


def goals(figures, start_seconds):
    """Every goal with what was found; ``figures`` are summaries by load, ``start_seconds`` those of our site."""
    many = figures.get(Load(HOT, "ours", MANY))
    return [
        *(Goal(what, limit, ratio(figures, "requests_per_second", *pair)) for what, limit, *pair in RATES),
        *(Goal(what, 1, ratio(figures, "memory", *pair), at_least=False) for what, *pair in WEIGHTS),
        Goal("1,000 connections, hot: errors", 0, many and many.errors, at_least=False),
        Goal("1,000 connections, hot: p99 in ms", 250, many and many.p99, at_least=False),
        Goal("start to first answer, in seconds", 2, start_seconds, at_least=False),
    ]


def ratio(figures, name, ours, theirs):
    """Our figure over theirs; None where one was not measured, or theirs is nothing."""
    if ours not in figures or theirs not in figures:
        return None
    divisor = getattr(figures[theirs], name)
    return getattr(figures[ours], name) / divisor if divisor else None
