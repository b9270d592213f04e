"""Facts in time: which answer held for the series that a reader asked for, and the time line of an answer in words.

The answer for a series is the last step not after it. For the series of the last check and for that of the latest
release it is the present one. Where nothing is recorded, nothing is said.
"""

from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from urllib.parse import urlencode

from django.utils.text import capfirst

from comparisons.models import Fact
from comparisons.models.sources import WatchedSentence
from comparisons.models.steps import what_is_said
from comparisons.values import series_key, whole_address

MOST_TURNS = 3  # in a sentence; the page of the answer has all


@dataclass(frozen=True)
class Reference(WatchedSentence):
    """Where a cell can be checked."""

    title: str
    url: str
    quote: str = ""
    state: str = ""
    state_on: object = None
    found_on: object = None


class TimeLine:
    """What a cell says of its ``steps``, the oldest first."""

    @property
    def said(self):
        """What decides whether a step says the same as this: level and value alike."""
        return what_is_said(self.level, self.value)

    @property
    def turns(self):
        """The steps that changed the answer, the newest first; others say the same with another note."""
        runs = [next(run) for _, run in groupby(self.steps, key=attrgetter("said"))]
        return runs[::-1]

    @property
    def last_step_holds(self):
        """Whether the newest step is the answer: it says the same, in level and value."""
        return bool(self.steps) and self.steps[-1].said == self.said

    @property
    def since(self):
        """The version with which its answer began, where another one is recorded before it; else empty."""
        turns = self.turns
        return turns[0].version if self.last_step_holds and has_beginning(turns, 0) else ""

    @property
    def line_words(self):
        """“Since 4.1 partial, before no (at least from 1.0)”; empty where no step is recorded."""
        turns, is_now = self.turns, self.last_step_holds
        said = turns if is_now else [self, *turns]
        words = []
        for number, step in enumerate(turns[:MOST_TURNS]):
            least = "" if has_beginning(turns, number) else "at least "
            place = number + len(said) - len(turns)
            beside = said[max(place - 1, 0) : place] + said[place + 1 : place + 2]
            # Two of one level differ in their values, so these are told.
            is_told = step.level and step.value and any(other.level == step.level for other in beside)
            answer = f"{step.in_words} “{step.value}”" if is_told else step.in_words
            since = f"{least}since {step.version} {answer}"
            words.append(since if is_now and not number else f"before {answer} ({least}from {step.version})")
        return capfirst(", ".join(words)) + (", and so on" if len(turns) > MOST_TURNS else "")


def has_beginning(turns, number):
    """Whether this turn, of the newest first, began with its version: before it, something else is known to have held.

    Of others, the version is the oldest at which somebody looked.
    """
    before = turns[number + 1 : number + 2]
    return bool(before) and before[0].level != Fact.Level.UNKNOWN


def steps_until(version, steps):
    """The steps that are not after the series of this version; all of them where that has no numbers."""
    last = series_key(version)
    return tuple(step for step in steps if not last or series_key(step.version) <= last)


def query_of(slugs):
    """The query that puts technologies side by side, each by its slug, or as “django@5.2”."""
    return urlencode([("t", slug) for slug in slugs], safe="@")


def as_asked(cell):
    """A cell, which is the present answer, with what is recorded for the series that a reader asked for."""
    technology, asked = cell.technology, series_key(cell.technology.asked)
    if not asked or (cell.feature.derived_from and cell.is_checked):
        return cell
    if asked in (series_key(technology.latest_version), series_key(cell.verified_version)):
        return cell
    missing = {"level": Fact.Level.UNKNOWN, "value": f"Not recorded for {technology.asked}"}
    steps = steps_until(technology.asked, cell.steps)
    # Whoever checked the present answer looked at no newer series: what held before it is nothing to conclude from.
    is_unseen = cell.verified_version and asked > series_key(cell.verified_version) and not cell.last_step_holds
    if not steps or is_unseen or technology.is_asked_too_early:
        return type(cell)(technology, cell.feature, **missing)
    step = steps[-1]
    said = {"level": step.level, "value": step.value or missing["value"], "note": step.note}
    sources = [Reference(step.source_title, whole_address(step.source_url))] if step.source_url else []
    return type(cell)(technology, cell.feature, **said, sources=tuple(sources), steps=steps)
