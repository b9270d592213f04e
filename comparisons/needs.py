"""What a reader needs, as addresses say it: ?kind=framework&must=orm&nice=async-support.partial

Every address has one canonical order, so that caches keep one page and subscribers share one feed for each choice.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from operator import attrgetter
from urllib.parse import urlencode

from articles.metadata import first_sentence, text_of_html
from articles.slugs import find_by_slugs
from comparisons.models import Fact, Feature, Technology

Level, Kind = Fact.Level, Technology.Kind

# What an answer may be for a reader who asks for the first: “partial” means partial at least.
MEETING = {
    Level.YES: {Level.YES},
    Level.PARTIAL: {Level.YES, Level.PARTIAL},
    Level.NO: {Level.NO},
}
WORDS = {Level.YES: "Yes", Level.PARTIAL: "Partial at least", Level.NO: "No"}
# How much a need weighs, as the parameter that asks for it; the last is a feature to look at, whatever its answer.
WEIGHTS = {"must": "must", "nice": "would be nice", "f": "to look at"}
PARAMETERS = ("kind", "t", *WEIGHTS)


@dataclass(frozen=True)
class Need:
    """Levels of a feature, any of which will do, and how much that weighs."""

    feature: Feature
    levels: tuple = (Level.YES,)
    weight: str = "must"

    @property
    def token(self):
        """It in an address: the slug of its feature, with the levels where those are others than “yes”."""
        levels = [] if self.levels == (Level.YES,) else self.levels
        return ".".join([self.feature.slug, *levels])

    @property
    def question(self):
        """What it is about, in a sentence."""
        return first_sentence(text_of_html(self.feature.definition_html))

    @property
    def words(self):
        return " or ".join(WORDS[level] for level in self.levels).lower() if self.weight != "f" else "any answer"

    @property
    def weight_words(self):
        return WEIGHTS[self.weight]

    @property
    def is_must(self):
        return self.weight == "must"

    @property
    def is_nice(self):
        return self.weight == "nice"

    def is_met_by(self, cell):
        return any(cell.level in MEETING[level] for level in self.levels)

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
        yield from ((words[level], replace(self, levels=(level,))) for level in WORDS if self.levels != (level,))


@dataclass(frozen=True)
class Wish:
    """What an address asks for: kinds of technologies, or those named; needs, each once; and what it asks in vain."""

    kinds: list
    named: list
    needs: list
    refused: list
    is_canonical: bool = True

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
                *(("kind", kind) for kind in self.kinds),
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
        """Each need with what it could be instead: words and queries."""
        for need in self.needs:
            others = [(words, self.query_with(need, other)) for words, other in need.others]
            yield need, [*others, ("Drop it", self.query_with(need))]


def read_wish(parameters):
    """The wish that the parameters of an address make, by present slugs or former ones. A query each, or three."""
    asked = [*read_tokens(parameters), *read_old_form(parameters)]
    slugs = list(filter(None, parameters.getlist("t")))
    features = find_by_slugs(Feature.objects.askable(), {slug for _, slug, _, _ in asked})
    technologies = find_by_slugs(Technology.objects.for_table(), set(slugs))
    named = sorted(set(technologies.values()), key=attrgetter("name"))
    kinds = [kind for kind in Kind if kind in parameters.getlist("kind") and not named]
    refused = [*refuse_kinds(parameters), *refuse_slugs(set(slugs) - technologies.keys())]
    refused += refuse_needs(asked, features)
    wish = Wish(kinds, named, read_needs(asked, features), refused)
    is_old = any(slug in features for _, slug, _, is_old in asked if is_old)
    is_full = all(value for _, values in parameters.lists() for value in values)
    return replace(
        wish, is_canonical=bool(refused) or (sent_pairs(parameters) == wish.pairs and is_full and not is_old)
    )


def sent_pairs(parameters, names=PARAMETERS):
    """The parameters of these names as they were sent, in their order."""
    return [(name, value) for name, values in parameters.lists() for value in values if name in names]


def refuse_kinds(parameters):
    return [
        f"“{kind[:40]}” is no kind of technology." for kind in parameters.getlist("kind") if kind not in ("", *Kind)
    ]


def refuse_slugs(slugs):
    return [f"We know no technology “{slug[:40]}”." for slug in sorted(slugs)]


def refuse_needs(asked, features):
    """A sentence for each need that cannot be read. What is of the old form and no feature may be anything."""
    for _, slug, levels, is_old in asked:
        if slug in features:
            yield from (refuse_level(features[slug], level) for level in levels if level not in WORDS)
        elif not is_old:
            yield f"We ask no technology for “{slug[:40]}”."


def refuse_level(feature, level):
    levels = " or ".join(WORDS)
    return f"“{level[:40]}” is no answer to {feature}: ask for {levels}."


def read_needs(asked, features):
    """The needs, each feature once, by what weighs most."""
    levels = {}
    for weight, slug, wanted, _ in asked:
        if slug in features:
            levels.setdefault(features[slug], {}).setdefault(weight, set()).update(wanted)
    needs = []
    for feature, weights in levels.items():
        weight = next(weight for weight in WEIGHTS if weight in weights)
        wanted = tuple(level for level in WORDS if level in weights[weight])
        needs += [Need(feature, wanted, weight)] if wanted else []
    return needs


def read_tokens(parameters):
    """Weight, slug and levels of each need; the last says whether it is of the old form."""
    for weight in WEIGHTS:
        for token in filter(None, parameters.getlist(weight)):
            slug, *levels = token.strip().split(".")
            yield weight, slug, levels or [Level.YES], False


def read_old_form(parameters):
    """Addresses made before there were weights, which lead to those of today: ?orm=yes&orm=partial"""
    for slug, values in parameters.lists():
        wanted = [value.strip() for value in values if value.strip()]
        if wanted and slug not in PARAMETERS:
            yield "must", slug, wanted, True
