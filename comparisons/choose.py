"""Which technologies meet what a reader needs, from the same cells as every table; nothing is summed to a score."""

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, takewhile
from operator import attrgetter
from urllib.parse import urlencode

from django.db.models import Case, Count, Exists, F, OuterRef, Q, When

from comparisons.compare import FEWEST, MOST
from comparisons.models import Fact, Feature, Source, Technology, TechnologyKind
from comparisons.needs import Level, Need, Wish
from comparisons.table import Cell, build_table

FEW = 12  # features that need not be folded


@dataclass(frozen=True)
class Candidate:
    """A technology with its answers to all needs, in their order."""

    technology: Technology
    answers: list[tuple[Need, Cell]]

    def cells(self, weight, *moods):
        return [cell for need, cell in self.answers if need.weight == weight and need.mood(cell) in moods]

    @cached_property
    def failing(self):
        """The answers that fail a must."""
        return self.cells("must", "bad")

    @cached_property
    def unknown(self):
        """The answers to musts that nobody can judge."""
        return self.cells("must", "neutral")

    @property
    def missed(self):
        return [*self.failing, *self.unknown]

    @cached_property
    def nice_met(self):
        return self.cells("nice", "good")

    @property
    def nice_missed(self):
        return self.cells("nice", "bad", "neutral")


@dataclass(frozen=True)
class Choice:
    """What comes of a wish."""

    wish: Wish

    @cached_property
    def technologies(self):
        """Those at hand: the named, or those of the kinds asked for, or all."""
        found = Technology.objects.for_table()
        return self.wish.named or list(found.filter(kind__in=self.wish.kinds) if self.wish.kinds else found)

    @cached_property
    def kinds(self):
        """Each kind that some technology is, and whether it is asked for."""
        present = TechnologyKind.objects.filter(Exists(Technology.objects.published().filter(kind=OuterRef("slug"))))
        return [(kind, kind in self.wish.kinds) for kind in present]

    @cached_property
    def offered(self):
        """What the form offers: the need of each feature that tells the technologies apart, some of no weight yet."""
        needs = {need.feature: need for need in self.wish.needs}
        return [needs.get(feature) or Need(feature, weight="") for feature in features_between(self.technologies)]

    @property
    def groups(self):
        """Each group with what is offered of it, and how much of that is asked for."""
        for group, offers in groupby(self.offered, key=attrgetter("feature.group")):
            offers = list(offers)
            yield group, offers, sum(bool(need.weight) for need in offers)

    @property
    def is_short(self):
        return len(self.offered) <= FEW

    @property
    def kept(self):
        """Parameters of what the form does not show, and so has to send along."""
        offered = {need.feature for need in self.offered}
        hidden = [need for need in self.wish.needs if need.weight == "f" or need.feature not in offered]
        named = [("t", technology.slug) for technology in self.wish.named]
        return [*named, *((need.weight, need.token) for need in hidden)]

    @cached_property
    def candidates(self):
        """All technologies at hand, judged: those with the most of what would be nice first, then by name."""
        needs = {need.feature: need for need in self.wish.needs}
        table = build_table(self.technologies, needs)
        columns = zip(*(row.cells for row in table.rows), strict=True)
        found = [Candidate(cells[0].technology, [(needs[cell.feature], cell) for cell in cells]) for cells in columns]
        return sorted(found, key=lambda item: -len(item.nice_met))

    @cached_property
    def meeting(self):
        """Those that meet every must."""
        return [item for item in self.candidates if not item.missed]

    @cached_property
    def missing_one(self):
        """Those that meet every must but one."""
        return [item for item in self.candidates if len(item.failing) == 1 and not item.unknown]

    @cached_property
    def unjudged(self):
        """Those that fail no must as far as known, where something is not known."""
        return [item for item in self.candidates if item.unknown and not item.failing]

    @property
    def rest_count(self):
        """How many fail more than one must, or fail one where another is unknown."""
        return len(self.candidates) - len(self.meeting) - len(self.missing_one) - len(self.unjudged)

    @property
    def margin(self):
        """How far apart the first two of those that meet all musts are; None where that cannot be asked."""
        return Margin(*self.meeting[:2]) if self.wish.nice and len(self.meeting) > 1 else None

    @property
    def tied_count(self):
        """How many, from the first of those that meet all musts on, have the same of what would be nice."""
        first = met_features(self.meeting[0])
        return sum(1 for _ in takewhile(lambda item: met_features(item) == first, self.meeting))

    @property
    def compare_query(self):
        """The query that puts those side by side; empty where they are too few or too many."""
        slugs = [item.technology.slug for item in self.meeting]
        return urlencode([("t", slug) for slug in slugs]) if FEWEST <= len(slugs) <= MOST else ""


@dataclass(frozen=True)
class Margin:
    """What the first of two candidates has more of what would be nice, feature by feature; and the other way round."""

    first: Candidate
    second: Candidate

    @property
    def more(self):
        return len(self.first.nice_met) - len(self.second.nice_met)

    @property
    def only_first(self):
        return names_beyond(self.first, self.second)

    @property
    def only_second(self):
        return names_beyond(self.second, self.first)


def names_beyond(one, other):
    """What one is known to have of what would be nice and the other is not, with a word where of that nobody knows."""
    unknown = {cell.feature for cell in other.cells("nice", "neutral")}
    names = {feature: str(feature) for feature in met_features(one) - met_features(other)}
    names |= {feature: f"{feature} (not known of {other.technology})" for feature in names.keys() & unknown}
    return sorted(names.values())


def met_features(candidate):
    return {cell.feature for cell in candidate.nice_met}


def features_between(technologies, without=("", Level.UNKNOWN)):
    """The features that these technologies are told apart by: two at least are known to differ. One query.

    ``without``: levels that do not count; an answer without one is its value, as in every table.
    """
    shown = Q(feature__kind=Feature.Kind.JUDGEMENT) | Exists(Source.objects.filter(fact=OuterRef("pk")))
    known = Fact.objects.published().filter(shown, technology__in=technologies).exclude(level__in=without)
    answer = Case(When(level="", then=F("value")), default=F("level"))
    answers = known.order_by().values("feature").annotate(answers=Count(answer, distinct=True))
    differing = answers.filter(answers__gt=1).values("feature")
    return Feature.objects.askable().filter(pk__in=differing)
