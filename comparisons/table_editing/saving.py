"""Saving an edited table: as a whole or not at all, in a number of queries that does not grow with its cells."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.models import Article
from comparisons.models import Fact, Feature, Row, Technology

from . import writing
from .cells import describe, part_of, words
from .reading import read_sources
from .rows import merge
from .rules import judge

CONFLICT = "Somebody changed this cell while you had it open. Theirs: {}. Save again to put yours in its place."
GONE = "This technology or feature does not exist any more."
DERIVED = "This cell is answered by the releases of the technology and never typed."


@dataclass
class Outcome:
    """What became of an edit. Where there are mistakes or conflicts, nothing was saved.

    ``mistakes`` holds pairs of a field and a sentence, by cell; ``conflicts`` what is stored now of the cells that
    somebody else changed; ``rows_conflict`` the features in their present order, where that is in dispute.
    """

    mistakes: dict = field(default_factory=lambda: defaultdict(list))
    conflicts: dict = field(default_factory=dict)
    rows_conflict: list | None = None
    facts: list = field(default_factory=list)
    rows: list | None = None

    @property
    def is_refused(self):
        return bool(self.mistakes or self.conflicts or self.rows_conflict is not None)

    def as_data(self):
        return {"mistakes": self.mistakes, "conflicts": self.conflicts, "rows_conflict": self.rows_conflict}

    def sentences(self):
        """What it says, for a page that shows one cell."""
        yield from (sentence for mistakes in self.mistakes.values() for _, sentence in mistakes)
        yield from (CONFLICT.format(words(present)) for present in self.conflicts.values())


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
    edits = table.cells
    features = Feature.objects.in_bulk({edit.feature for edit in edits})
    technologies = Technology.objects.in_bulk({edit.technology for edit in edits})
    scope = {"technology__in": list(technologies), "feature__in": list(features)}
    stored = Fact.objects.select_for_update().filter(**scope).order_by("pk")
    facts = {(fact.feature_id, fact.technology_id): fact for fact in stored}
    sources = read_sources(scope)
    changes = []
    for edit in edits:
        feature, technology = features.get(edit.feature), technologies.get(edit.technology)
        if not feature or not technology or feature.derived_from:
            outcome.mistakes[edit.key].append(("", DERIVED if feature and technology else GONE))
            continue
        fact = facts.get((feature.pk, technology.pk))
        present = describe(fact, sources[fact.pk] if fact else [])
        if is_in_conflict(edit, present):
            outcome.conflicts[edit.key] = present
            continue
        fact = fact or Fact()
        fact.feature, fact.technology = feature, technology
        changes.append(apply_cell(edit, fact, present, outcome))
        if {"answer", "note"} & changes[-1].parts and not table.is_minor:
            fact.changed_on = timezone.localdate()
    return changes


def is_in_conflict(edit, present):
    """Whether somebody else has changed a part of the cell that this edit changes too, and to something else."""
    return any(part_of(present, part) not in (part_of(edit.was, part), part_of(edit.now, part)) for part in edit.parts)


def apply_cell(edit, fact, present, outcome):
    parts = {part for part in edit.parts if part_of(present, part) != part_of(edit.now, part)}
    sources, mistakes = judge(fact, {**present, **edit.now}) if parts else ([], [])
    if mistakes:
        outcome.mistakes[edit.key] += mistakes
    return Change(fact, parts, sources, fact._state.adding)
