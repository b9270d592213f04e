"""Saving an edited table: as a whole or not at all, in a number of queries that does not grow with its cells."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.models import Article, Revision
from comparisons.grid import writing
from comparisons.grid.cells import describe, part_of, words
from comparisons.grid.reading import read_sources
from comparisons.grid.rows import merge
from comparisons.grid.rules import judge
from comparisons.models import Fact, Feature, Row, Technology

CONFLICT = "{} changed this cell while you had it open. Theirs: {}. Save again to put yours in its place."
GONE = "This technology or feature does not exist any more."
DERIVED = "This cell is answered by the releases of the technology and never typed."


@dataclass
class Outcome:
    """What became of an edit. Where there are mistakes or conflicts, nothing was saved.

    By cell, ``mistakes`` holds pairs of a field and a sentence, ``conflicts`` what is stored now of those that somebody
    else changed, and ``authors`` who did, as far as that is known. ``rows_conflict`` is the present order of the
    features where that is in dispute.
    """

    mistakes: dict = field(default_factory=lambda: defaultdict(list))
    conflicts: dict = field(default_factory=dict)
    authors: dict = field(default_factory=dict)
    rows_conflict: list | None = None
    facts: list = field(default_factory=list)
    rows: list | None = None

    @property
    def is_refused(self):
        return bool(self.mistakes or self.conflicts or self.rows_conflict is not None)

    def as_data(self):
        names = ("mistakes", "conflicts", "authors", "rows_conflict")
        return {name: getattr(self, name) for name in names}

    def sentences(self):
        """What it says, for a page that shows one cell."""
        yield from (sentence for mistakes in self.mistakes.values() for _, sentence in mistakes)
        for key, present in self.conflicts.items():
            yield CONFLICT.format(self.authors.get(key, "Somebody"), words(present))


@dataclass
class Change:
    """A fact that takes the texts of a cell; ``parts`` says which of them differ from what is stored."""

    fact: Fact
    parts: set
    sources: list
    is_new: bool


def save_table(comparison, edit, user):
    """Save a TableEdit. Returns the Outcome."""
    try:
        return attempt(comparison, edit, user)
    except IntegrityError:
        # Somebody gave a cell its first fact between our look and our save: the second look sees it.
        return attempt(comparison, edit, user)


def attempt(comparison, edit, user):
    outcome = Outcome()
    with transaction.atomic():
        # Who saves the same page, here or on its form, waits until we are done, and then sees what we saved.
        Article.objects.select_for_update().filter(pk=comparison.pk).first()
        order = arrange_rows(comparison, edit, outcome)
        changes = [change for change in apply_cells(edit, outcome) if change.parts]
        if outcome.is_refused:
            transaction.set_rollback(True)
            return outcome
        writing.write_facts(changes, edit, user)
        if order is not None:
            writing.write_rows(comparison, order, edit, user)
    outcome.facts, outcome.rows = [change.fact for change in changes], order
    return outcome


def arrange_rows(comparison, edit, outcome):
    """The features of the rows as they shall be, in order; None where they are so already or nobody touched them."""
    if edit.rows is None:
        return None
    stored = list(Row.objects.filter(comparison=comparison).values_list("feature_id", flat=True))
    order = merge(edit.rows_was, edit.rows, stored)
    if order is None:
        outcome.rows_conflict = stored
        return None
    present = set(Feature.objects.filter(pk__in=set(order) - set(stored)).values_list("pk", flat=True)) | set(stored)
    order = [key for key in order if key in present]
    return None if order == stored else order


def apply_cells(table, outcome):
    """Compare each edit with what is stored, and judge what would be. Returns a Change for each without a conflict."""
    present, changes, disputed = Present(table.cells), [], {}
    for edit in table.cells:
        sentence = present.why_not(edit)
        if sentence:
            outcome.mistakes[edit.key].append(("", sentence))
            continue
        fact, texts = present.fact_of(edit), present.texts_of(edit)
        if is_in_conflict(edit, texts):
            outcome.conflicts[edit.key] = texts
            disputed[edit.key] = fact.pk
        else:
            changes.append(apply_cell(edit, fact, texts, outcome))
            if {"answer", "note"} & changes[-1].parts and not table.is_minor:
                fact.changed_on = timezone.localdate()
    outcome.authors = authors_of(disputed)
    return changes


class Present:
    """What is stored, locked, of the cells of some edits."""

    def __init__(self, edits):
        self.features = Feature.objects.in_bulk({edit.feature for edit in edits})
        self.technologies = Technology.objects.in_bulk({edit.technology for edit in edits})
        scope = {"technology__in": list(self.technologies), "feature__in": list(self.features)}
        stored = Fact.objects.select_for_update().filter(**scope).order_by("pk")
        self.facts = {(fact.feature_id, fact.technology_id): fact for fact in stored}
        self.sources = read_sources(scope)

    def why_not(self, edit):
        """Why a cell cannot be edited at all; empty where it can."""
        if edit.feature not in self.features or edit.technology not in self.technologies:
            return GONE
        return DERIVED if self.features[edit.feature].derived_from else ""

    def fact_of(self, edit):
        """The fact of a cell, a new one where there is none, with its feature and its technology."""
        fact = self.facts.get((edit.feature, edit.technology)) or Fact()
        fact.feature, fact.technology = self.features[edit.feature], self.technologies[edit.technology]
        return fact

    def texts_of(self, edit):
        fact = self.facts.get((edit.feature, edit.technology))
        return describe(fact, self.sources[fact.pk] if fact else [])


def authors_of(disputed):
    """Who made the newest revision of each of these facts, and when, by the key of their cells."""
    if not disputed:
        return {}
    newest = Revision.objects.newest_of(Fact, list(disputed.values()))
    known = {key: newest[fact] for key, fact in disputed.items() if fact in newest and newest[fact].username}
    return {key: f"{revision.username}, at {revision.made_at:%H:%M} UTC," for key, revision in known.items()}


def is_in_conflict(edit, present):
    """Whether somebody else has changed a part of the cell that this edit changes too, and to something else."""
    return any(part_of(present, part) not in (part_of(edit.was, part), part_of(edit.now, part)) for part in edit.parts)


def apply_cell(edit, fact, present, outcome):
    parts = {part for part in edit.parts if part_of(present, part) != part_of(edit.now, part)}
    sources, mistakes = judge(fact, {**present, **edit.now}) if parts else ([], [])
    if mistakes:
        outcome.mistakes[edit.key] += mistakes
    return Change(fact, parts, sources, fact._state.adding)
