"""Saving an edited table: as a whole or not at all, in a number of queries that does not grow with its cells."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction

from articles.desk.merging import Whose, whose
from articles.models import Article, Revision
from comparisons.answers.writing import Answer, read_sources, write_answers
from comparisons.grid.cells import BLANK, PARTS, cell_in_words, part_of, texts_of_cell
from comparisons.grid.rows import arrange_rows, write_rows
from comparisons.grid.rules import judge
from comparisons.models import Fact, Feature, Technology

CONFLICT = "{} changed this cell while you had it open. Theirs: {}. Save again to put yours in its place."
GONE = "This technology or feature does not exist any more."
DERIVED = "This cell is answered by the releases of the technology and never typed."
IN_THE_TABLE = "Changed in the table of a comparison."


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

    @property
    def is_refused(self):
        return bool(self.mistakes or self.conflicts or self.rows_conflict is not None)

    def sentences(self):
        """What it says, for a page that shows one cell."""
        yield from (sentence for mistakes in self.mistakes.values() for _, sentence in mistakes)
        for key, present in self.conflicts.items():
            yield CONFLICT.format(self.authors.get(key, "Somebody"), cell_in_words(present))


def save_table(comparison, edit, user):
    """Save a TableEdit. Returns the Outcome."""
    try:
        return attempt(comparison, edit, user)
    except IntegrityError:
        # Somebody gave a cell its first fact between our look and our save: the second look sees it.
        return attempt(comparison, edit, user)


@transaction.atomic
def attempt(comparison, edit, user):
    outcome, stored, order = Outcome(), None, None
    # Who saves the same page, here or on its form, waits until we are done, and then sees what we saved.
    Article.objects.select_for_update().filter(pk=comparison.pk).first()
    if edit.rows is not None:
        stored, order = arrange_rows(comparison, edit)
        outcome.rows_conflict = stored if order is None else None
    answers = answer_cells(edit.cells, outcome)
    if not outcome.is_refused:
        about = {"user": user, "log": edit.reason or IN_THE_TABLE}
        write_answers(answers, reason=edit.reason, notable=not edit.is_minor, **about)
        if order != stored:
            write_rows(comparison, order, edit, **about)
    return outcome


def answer_cells(edits, outcome):
    """The Answers to cells that were changed; the outcome hears of mistakes, and of what somebody else changed too."""
    present, answers, disputed = Present(edits), [], {}
    for edit in edits:
        sentence = present.why_not(edit)
        if sentence:
            outcome.mistakes[edit.key].append(("", sentence))
            continue
        fact, stored = present.fact_of(edit), present.texts_of(edit)
        mine, is_disputed = merge_cell(edit, stored)
        if is_disputed:
            outcome.conflicts[edit.key] = stored
            disputed[edit.key] = fact.pk
        elif mine != stored:
            sources, mistakes = judge(fact, mine)
            answers.append(Answer(fact, sources if mine["sources"] != stored["sources"] else None))
            if mistakes:
                outcome.mistakes[edit.key] += mistakes
    outcome.authors = authors_of(disputed)
    return answers


def merge_cell(edit, stored):
    """The texts of a cell with what was changed in it, and whether somebody else changed a part of that too."""
    texts = (edit.was, edit.now, stored)
    sides = {part: whose(*(part_of(cell, part) for cell in texts)) for part in edit.parts}
    mine = [name for part, side in sides.items() if side is Whose.MINE for name in PARTS[part]]
    return stored | {name: edit.now[name] for name in mine}, Whose.BOTH in sides.values()


class Present:
    """What is stored, locked, of the cells of some edits."""

    def __init__(self, edits):
        self.features = Feature.objects.in_bulk({edit.feature for edit in edits})
        self.technologies = Technology.objects.in_bulk({edit.technology for edit in edits})
        scope = {"technology__in": list(self.technologies), "feature__in": list(self.features)}
        stored = Fact.objects.select_for_update().filter(**scope).order_by("pk")
        self.facts = {(fact.feature_id, fact.technology_id): fact for fact in stored}
        self.sources = read_sources(fact__in=stored)

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
        return texts_of_cell(fact, self.sources[fact.pk]) if fact else BLANK


def authors_of(disputed):
    """Who made the newest revision of each of these facts, and when, by the key of their cells."""
    newest = Revision.objects.newest_of(Fact, list(disputed.values())) if disputed else {}
    known = {key: newest[fact] for key, fact in disputed.items() if fact in newest and newest[fact].username}
    return {key: f"{revision.username}, at {revision.made_at:%H:%M} UTC," for key, revision in known.items()}
