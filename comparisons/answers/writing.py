"""Writing answers, many at once: each with its sources, its check, its history, and what readers are told of it."""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from itertools import batched

from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.models.signals import post_save
from django.utils import timezone

from articles.history import revisions
from comparisons.models import CheckMethod, Fact, Source, Step, Verification
from comparisons.values import numbers_of

BATCH = 200
CHECK = ("verified_on", "verified_version")
SOURCE_FIELDS = ("title", "url", "quote")
STEP_FIELDS = ("version", "level", "value", "note", "source_title", "source_url")
ROWS = {Source: SOURCE_FIELDS, Step: STEP_FIELDS}  # what belongs to a fact, with what an editor writes of it
IDENTITY = {"id", "technology", "feature"}
STORED = [field.name for field in Fact._meta.concrete_fields if field.name not in IDENTITY]


@dataclass
class Answer:
    """What a fact shall say: ``fact`` holds it already, and is not saved yet.

    ``sources`` are those that it shall have, in order, where one with a key stays the row that it is; None leaves them.
    So are ``steps``.
    ``is_checked`` says whether somebody compared it with them just now; None: if day or version of the check differ.
    ``changed_on`` is the day on which the answer changed, where the fact comes with it and with its reason.
    ``is_minor`` keeps it from those that readers are told of, even where the others are notable. Of another level they
    always are: a decision may rest on it.
    """

    fact: Fact
    sources: list | None = None
    is_checked: bool | None = None
    changed_on: datetime.date | None = None
    is_minor: bool = False
    steps: list | None = None
    is_new = is_changed = has_other_answer = has_other_level = False
    other_rows = frozenset()  # the models of which it has other rows

    def rows(self, model):
        return self.sources if model is Source else self.steps

    def compare(self, stored, rows):
        """Note how it differs from the stored fact, None for a new one, and from its rows, by their model."""
        names = [name for name in STORED if not stored or getattr(stored, name) != getattr(self.fact, name)]
        self.is_new, self.is_changed = stored is None, bool(names)
        self.has_other_answer = self.is_new or self.fact.has_other_answer(stored)
        self.has_other_level = bool(stored and stored.level != self.fact.level)
        self.other_rows = {
            model
            for model in ROWS
            if self.rows(model) is not None and texts_of(self.rows(model)) != texts_of(rows[model])
        }
        if self.is_checked is None:
            self.is_checked = bool({*CHECK} & {*names})

    @property
    def is_other(self):
        """Whether anything of it, or of its rows, is not as it is stored."""
        return self.is_changed or bool(self.other_rows)

    def is_news(self, notable):
        """Whether readers are told of it, where they are of what is ``notable``."""
        is_other = self.has_other_level or (notable and self.has_other_answer and not self.is_minor)
        return is_other and not self.fact.is_hidden

    def make_verification(self, user, name):
        outcomes, changed = Verification.Outcome, self.has_other_answer and not self.is_new
        return Verification(
            fact=self.fact,
            user=user,
            name=user.get_username() if user else name,
            verified_on=self.fact.verified_on,
            verified_version=self.fact.verified_version,
            method=self.fact.verified_how,
            outcome=outcomes.CHANGED if changed else outcomes.STILL_TRUE,
        )


@transaction.atomic
def write_answers(answers, *, user=None, name="", reason="", credit="", notable=False, how="", log=""):
    """Store Answers to different cells, as many as there are in a number of queries that does not grow with them.

    ``user``, or ``name`` where there is none, makes the change, ``reason`` says why, ``credit`` who found it, and
    ``notable`` whether readers are told where an answer is another one. ``how`` says how those that were checked were
    (a CheckMethod); without it, each says so itself. ``log`` is the sentence for the admin’s log; without one the admin
    writes its own. Who calls this has judged the facts, by ``full_clean`` and ``check_sources``.
    """
    compare_with_stored(answers, notable, reason)
    for answer in answers:
        if how and answer.is_checked:
            answer.fact.verified_how = CheckMethod.JUDGEMENT if answer.fact.feature.is_judgement else how
    other = [answer for answer in answers if answer.is_other]
    revisions.record_many([answer.fact for answer in other if not answer.is_new], reason=revisions.BEFORE)
    store([answer for answer in answers if answer.is_other or answer.is_checked], user, name)
    for is_news in (False, True):
        facts = [answer.fact for answer in other if answer.is_news(notable) == is_news]
        revisions.record_many(facts, user=user, reason=reason, credit=credit, notable=is_news)
    if log and user:
        for flag, is_new in ((ADDITION, True), (CHANGE, False)):
            facts = [answer.fact for answer in other if answer.is_new == is_new]
            LogEntry.objects.log_actions(user.pk, facts, flag, log)


@transaction.atomic
def verify_facts(facts, user=None, *, versions=None, how=CheckMethod.SOURCE, name=""):
    """Record that each of these facts, a queryset, is still true, and how that was seen. Returns them.

    They were checked today against the latest release of their technology, or against that which ``versions`` names by
    its key. Where there is neither, the version of the last check stays.
    """
    chosen = Fact.objects.filter(pk__in=facts.order_by().values("pk")).order_by("pk").select_for_update(of=("self",))
    found = list(chosen.select_related("technology", "feature").prefetch_related("technology__releases"))
    for fact in found:
        version = (versions or {}).get(fact.technology_id) or fact.technology.latest_version
        fact.verified_on, fact.verified_version = timezone.localdate(), version or fact.verified_version
        fact.verified_how = CheckMethod.JUDGEMENT if fact.feature.is_judgement else how
        fact.render()
    store([Answer(fact, is_checked=True) for fact in found], user, name)
    if user:
        LogEntry.objects.log_actions(user.pk, found, CHANGE, "Still true.")
    return found


def confirm_fact(fact, version, how, name, *, days=0):
    """Record that a program found a fact to be true for a version, and how.

    Nothing is recorded where it was checked against a newer one, or just so within so many days.
    """
    since = timezone.localdate() - datetime.timedelta(days=days)
    is_same = fact.verified_on and (fact.verified_version, fact.verified_how) == (version, how)
    if not (is_same and fact.verified_on >= since) and numbers_of(version) >= numbers_of(fact.verified_version):
        verify_facts(Fact.objects.filter(pk=fact.pk), versions={fact.technology_id: version}, how=how, name=name)


def compare_with_stored(answers, notable, reason):
    """Note how Answers differ from what is stored, locked; one that is another answer to its readers gets a new day.

    It gets the reason too, unless it comes with a day and a reason of its own.
    """
    keys = [answer.fact.pk for answer in answers if answer.fact.pk]
    stored = {fact.pk: fact for fact in Fact.objects.filter(pk__in=keys).order_by("pk").select_for_update()}
    rows = {model: read_rows(model, fact__in=keys) for model in ROWS}
    for answer in answers:
        fact, before = answer.fact, stored.get(answer.fact.pk)
        fact.clean_text()
        fact.render()
        for row in [*(answer.sources or ()), *(answer.steps or ())]:
            row.clean_text()
            row.render()
        keep_seen(answer.sources or (), rows[Source][fact.pk])
        if answer.changed_on:
            fact.changed_on = answer.changed_on
        elif before and fact.has_other_answer(before) and (notable or fact.level != before.level):
            fact.changed_on, fact.changed_because = timezone.localdate(), reason
        answer.compare(before, {model: found[fact.pk] for model, found in rows.items()})


def keep_seen(sources, stored):
    """Give sources that come without their keys what was seen of the same sentence at the same address."""
    known = {(source.url, source.quote): source for source in stored}
    for source in sources:
        same = None if source.pk else known.get((source.url, source.quote))
        for name in Source.rendered_fields if same else ():
            setattr(source, name, getattr(same, name))


def read_rows(model, **scope):
    """The sources or steps in scope, in order, by key of their fact."""
    rows = defaultdict(list)
    for row in model.objects.filter(**scope):
        rows[row.fact_id].append(row)
    return rows


def texts_of(rows):
    return [[getattr(row, name) for name in ROWS[type(row)]] for row in rows]


def store(answers, user, name):
    """Write facts, their rows and checks, and tell those who wait for facts to be saved, such as the search."""
    old = [answer.fact for answer in answers if not answer.is_new]
    new = [answer.fact for answer in answers if answer.is_new]
    Fact.objects.bulk_create(old, batch_size=BATCH, update_conflicts=True, unique_fields=["id"], update_fields=STORED)
    Fact.objects.bulk_create(new, batch_size=BATCH)
    for model in ROWS:
        replace_rows(model, [answer for answer in answers if model in answer.other_rows])
    checked = [answer for answer in answers if answer.is_checked and answer.fact.verified_on]
    checks = [answer.make_verification(user, name) for answer in checked]
    Verification.objects.bulk_create(checks, batch_size=BATCH)
    for answer in answers:  # writing many at once tells nobody
        about = {"created": answer.is_new, "update_fields": None, "raw": False, "using": DEFAULT_DB_ALIAS}
        post_save.send(Fact, instance=answer.fact, **about)


def replace_rows(model, answers):
    """Give facts the sources, or the steps, of their Answers."""
    for some in batched(answers, BATCH):
        kept = [row.pk for answer in some for row in answer.rows(model) if row.pk]
        model.objects.filter(fact__in=[answer.fact for answer in some]).exclude(pk__in=kept).delete()
    rows = []
    for answer in answers:
        for row in answer.rows(model):
            row.fact = answer.fact
            rows.append(row)
    for some in batched(rows, BATCH):
        model.objects.bulk_create(
            some, update_conflicts=True, unique_fields=["id"], update_fields=[*ROWS[model], *model.rendered_fields]
        )
