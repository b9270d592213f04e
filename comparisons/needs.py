"""What a reader needs, as addresses say it: ?kind=framework&must=orm&nice=async-support.partial

Every address has one canonical order, so that caches keep one page and subscribers share one feed for each choice.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from operator import attrgetter
from urllib.parse import urlencode

from articles.metadata import first_sentence, text_of_html
from articles.slugs import find_by_slugs
from comparisons.models import Fact, Feature, Technology, TechnologyKind

Level = Fact.Level

# What an answer may be for a reader who asks for the first: “partial” means partial at least.
MEETING = {
    Level.YES: {Level.YES},
    Level.PARTIAL: {Level.YES, Level.PARTIAL},
    Level.NO: {Level.NO},
}
WORDS = {Level.YES: "Yes", Level.PARTIAL: "Partial at least", Level.NO: "No"}
# How much a need weighs, as the parameter that asks for it; the last is a feature to look at, whatever its answer.
WEIGHTS = {"must": "must", "nice": "would be nice", "f": "to look at"}
MOST_CHANGED = 60  # needs that the page offers to change one by one; the form changes any of them
PARAMETERS = ("kind", "t", *WEIGHTS)


@dataclass(frozen=True)
class Need:
    """What a feature should be answered with, and how much that weighs."""

    feature: Feature
    level: str = Level.YES
    weight: str = "must"

    @property
    def token(self):
        """It in an address: the slug of its feature, with the level where that is another than “yes”."""
        return self.feature.slug if self.level == Level.YES else f"{self.feature.slug}.{self.level}"

    @property
    def question(self):
        """What it is about, in a sentence."""
        return first_sentence(text_of_html(self.feature.definition_html))

    @property
    def words(self):
        return WORDS[self.level].lower() if self.weight != "f" else "any answer"

    @property
    def weight_words(self):
        return WEIGHTS[self.weight]

    @property
    def is_must(self):
        return self.weight == "must"

    @property
    def is_nice(self):
        return self.weight == "nice"

    def mood(self, cell):
        """What an answer is for it: good or bad; neutral where no level is known, or none is asked for."""
        if self.weight == "f" or cell.level in ("", Level.UNKNOWN):
            return "neutral"
        return "good" if cell.level in MEETING[self.level] else "bad"

    @property
    def others(self):
        """What the same need could be instead, by the words that say so."""
        words = {Level.YES: "Only yes will do", Level.PARTIAL: "Partial will do", Level.NO: "Must not have it"}
        if not self.is_must:
            words[Level.NO] = "Better without it"
            yield "Must", replace(self, weight="must")
        if not self.is_nice:
            yield "Would be nice", replace(self, weight="nice")
        if self.weight == "f":
            return
        yield from ((words[level], replace(self, level=level)) for level in WORDS if self.level != level)


@dataclass(frozen=True)
class Wish:
    """What an address asks for: kinds of technologies, or those named; needs, each once; and what it asks in vain."""

    kinds: list
    named: list
    needs: list
    refused: list

    @property
    def musts(self):
        return [need for need in self.needs if need.is_must]

    @property
    def nice(self):
        return [need for need in self.needs if need.is_nice]

    @property
    def pairs(self):
        """The parameters of its one address, sorted, as the page cache sorts them too."""
        return sorted(
            [
                *(("kind", kind.slug) for kind in self.kinds),
                *(("t", technology.slug) for technology in self.named),
                *((need.weight, need.token) for need in self.needs),
            ]
        )

    @cached_property
    def query(self):
        return urlencode(self.pairs)

    def query_with(self, old, *new):
        """The query of the same wish with other needs in the place of one."""
        return replace(self, needs=[*(need for need in self.needs if need is not old), *new]).query

    @property
    def ways(self):
        """Each need with what it could be instead: words and queries. Of very many nothing: a query names all."""
        for need in self.needs:
            others = [(words, (other,)) for words, other in need.others] + [("Drop it", ())]
            is_short = len(self.needs) <= MOST_CHANGED
            yield need, [(words, self.query_with(need, *new)) for words, new in others if is_short]


def read_wish(parameters):
    """The wish that the parameters of an address make, by present slugs or former ones. A query each, or three.

    One for kinds besides, where any are asked for.
    """
    asked, slugs = list(read_tokens(parameters)), set(filter(None, parameters.getlist("t")))
    features = find_by_slugs(Feature.objects.askable(), {slug for _, slug, _ in asked})
    technologies = find_by_slugs(Technology.objects.for_table(), slugs)
    named = sorted(set(technologies.values()), key=attrgetter("name"))
    wanted = [slug for slug in parameters.getlist("kind") if slug and "\0" not in slug]
    kinds = list(TechnologyKind.objects.filter(slug__in=wanted)) if wanted else []
    strange = {*filter(None, parameters.getlist("kind"))} - {kind.slug for kind in kinds}
    refused = list(mistakes_in(strange, slugs - technologies.keys(), asked, features))
    return Wish([] if named else kinds, named, read_needs(asked, features), refused)


def sent_pairs(parameters, names=PARAMETERS):
    """The parameters of these names as they were sent, in their order."""
    return [(name, value) for name, values in parameters.lists() for value in values if name in names]


def mistakes_in(strange, unknown, asked, features):
    """A sentence for each part of an address that cannot be read: slugs of no kind and of no technology, and needs."""
    for kind in sorted(strange):
        yield f"“{kind[:40]}” is no kind of technology."
    for slug in sorted(unknown):
        yield f"We know no technology “{slug[:40]}”."
    for _, slug, level in asked:
        if slug not in features:
            yield f"We ask no technology for “{slug[:40]}”."
        elif level not in WORDS:
            yield f"“{level[:40]}” is no answer to {features[slug]}: ask for {' or '.join(WORDS)}."


def read_needs(asked, features):
    """The needs, each feature once: by what weighs most, and of that as it was asked first."""
    needs = {}
    for weight, slug, level in asked:
        if slug in features and level in WORDS:
            needs.setdefault(features[slug], Need(features[slug], level, weight))
    return list(needs.values())


def read_tokens(parameters):
    """Weight, slug and level of each need, what weighs most first."""
    for weight in WEIGHTS:
        for token in filter(None, parameters.getlist(weight)):
            slug, _, level = token.strip().partition(".")
            yield weight, slug, level or Level.YES
