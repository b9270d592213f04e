"""Saving an edited table: all of it that is finished, in a number of queries that does not grow with its cells."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.desk.merging import Whose, whose
from articles.history import revisions
from articles.models import Article, Revision
from comparisons.answers.writing import BATCH, Answer, read_rows, write_answers
from comparisons.grid.cells import BLANK, PARTS, read_facts
from comparisons.grid.posted import judge
from comparisons.models import CheckMethod, Comparison, Fact, Feature, Row, Step, Technology

GONE = "This technology or feature does not exist any more."
DERIVED = "This cell is answered by the releases of the technology and never typed."
IN_THE_TABLE = "Changed in the table of a comparison."


@dataclass
class Outcome:
    """What became of an edit. What has mistakes or is in conflict was not saved, all the rest was.

    By cell, ``mistakes`` holds pairs of a field and a sentence, ``conflicts`` what is stored now of those that somebody
    else changed, and ``authors`` who did, as far as that is known. ``rows_conflict`` is the present order of the
    features where that is in dispute. ``saved`` counts the cells that were, and the rows.
    """

    mistakes: dict = field(default_factory=lambda: defaultdict(list))
    conflicts: dict = field(default_factory=dict)
    authors: dict = field(default_factory=dict)
    rows_conflict: list | None = None
    saved: int = 0

    @property
    def is_refused(self):
        return bool(self.mistakes or self.conflicts or self.rows_conflict is not None)


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
    page = Article.objects.select_for_update().filter(pk=comparison.pk).first()
    if edit.rows is not None:
        stored, order = arrange_rows(comparison, edit)
        outcome.rows_conflict = stored if order is None else None
    is_live = page is not None and page.is_public
    answers = answer_cells(edit, outcome, is_draft=not is_live)
    about = {"user": user, "log": edit.reason or IN_THE_TABLE}
    write_answers(answers, reason=edit.reason, notable=not edit.is_minor, how=CheckMethod.SOURCE, **about)
    are_rows_new = order is not None and order != stored
    if are_rows_new:
        write_rows(comparison, order, edit, **about)
    if not is_live and page.status == Article.Status.PUBLISHED:
        Comparison.publish_shown(page, page.published_at)
    outcome.saved = len(edit.cells) - len({*outcome.mistakes, *outcome.conflicts}) + are_rows_new
    return outcome


def answer_cells(table, outcome, *, is_draft):
    """The Answers to cells that were changed, new facts as drafts or not.

    The outcome hears of mistakes, and of what somebody else changed too.
    """
    edits = table.cells
    features = Feature.objects.in_bulk({edit.feature for edit in edits})
    technologies = Technology.objects.in_bulk({edit.technology for edit in edits})
    scope = {"technology__in": list(technologies), "feature__in": list(features)}
    stored = read_facts(Fact.objects.select_for_update().filter(**scope).order_by("pk"))
    steps = read_rows(Step, fact__in=[fact for fact, _ in stored.values()])
    answers, disputed = [], {}
    for edit in edits:
        feature, technology = features.get(edit.feature), technologies.get(edit.technology)
        if not feature or not technology or feature.derived_from:
            outcome.mistakes[edit.key].append(("", DERIVED if feature and technology else GONE))
            continue
        fact, texts = stored.get((edit.feature, edit.technology)) or (Fact(is_draft=is_draft), BLANK)
        fact.feature, fact.technology = feature, technology
        mine, is_disputed = merge_cell(edit, texts)
        if is_disputed:
            outcome.conflicts[edit.key] = texts
            disputed[edit.key] = fact.pk
        elif mine != texts:
            sources, mistakes = judge(fact, mine, table.reason, steps[fact.pk])
            if mistakes:
                outcome.mistakes[edit.key] += mistakes
            else:
                answers.append(Answer(fact, sources if mine["sources"] != texts["sources"] else None))
    outcome.authors = authors_of(disputed)
    return answers


def merge_cell(edit, stored):
    """The texts of a cell with what was changed in it, and whether somebody else changed a part of that too."""
    mine, is_disputed = [], False
    for part in PARTS.values():
        if part[0] not in edit.now:
            continue
        side = whose(*([cell[name] for name in part] for cell in (edit.was, edit.now, stored)))
        mine += part if side is Whose.MINE else ()
        is_disputed |= side is Whose.BOTH
    return stored | {name: edit.now[name] for name in mine}, is_disputed


def authors_of(disputed):
    """Who made the newest revision of each of these facts, and when, by the key of their cells."""
    newest = Revision.objects.newest_of(Fact, list(disputed.values())) if disputed else {}
    known = {key: newest[fact] for key, fact in disputed.items() if fact in newest and newest[fact].username}
    return {key: f"{revision.username}, at {revision.made_at:%H:%M} UTC," for key, revision in known.items()}


# --- the rows after two editors have changed them: what each took out, put in and moved ---


def merge_rows(base, ours, theirs):
    """The rows that result where both started from ``base``, or None where both put them in different orders."""
    side = whose(base, ours, theirs)
    if side is not Whose.BOTH:
        return ours if side is Whose.MINE else theirs
    if is_reordered(base, ours):
        return None if is_reordered(base, theirs) else replay(base, theirs, ours)
    return replay(base, ours, theirs)


def is_reordered(base, rows):
    """Whether the rows that are in both stand in another order."""
    return [row for row in rows if row in base] != [row for row in base if row in rows]


def replay(base, changed, rows):
    """The rows without what ``changed`` has taken out of the base, and with what it has put in."""
    gone = set(base) - set(changed)
    result = [row for row in rows if row not in gone]
    for index, row in enumerate(changed):
        if row not in base and row not in result:
            above = [one for one in changed[:index] if one in result]
            result.insert(result.index(above[-1]) + 1 if above else 0, row)
    return result


def arrange_rows(comparison, edit):
    """The stored features of the rows, and as they shall be, in order.

    The second is None where both editors put them in different orders.
    """
    stored = list(Row.objects.filter(comparison=comparison).values_list("feature_id", flat=True))
    order = merge_rows(edit.rows_was, edit.rows, stored)
    if order is None:
        return stored, None
    new = Feature.objects.filter(pk__in=set(order) - set(stored)).values_list("pk", flat=True)
    present = {*new, *stored}
    return stored, [key for key in order if key in present]


def write_rows(comparison, order, edit, user, log):
    """Give a comparison the rows of these features, in this order. What readers notice moves its last update."""
    comparison = Comparison.objects.get(pk=comparison.pk)
    revisions.record(comparison, reason=revisions.BEFORE)
    Row.objects.filter(comparison=comparison).exclude(feature__in=order).delete()
    rows = [Row(comparison=comparison, feature_id=feature, position=position) for position, feature in enumerate(order)]
    Row.objects.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["comparison", "feature"],
        update_fields=["position"],
    )
    if not edit.is_minor:
        comparison.updated_at = timezone.now()
    comparison.save()
    revisions.record(comparison, user=user, reason=edit.reason, notable=not edit.is_minor)
    LogEntry.objects.log_actions(user.pk, [comparison], CHANGE, log)
