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
from comparisons.models import CheckMethod, Fact, Source, Verification
from comparisons.values import numbers_of

BATCH = 200
CHECK = ("verified_on", "verified_version")
SOURCE_FIELDS = ("title", "url", "quote")
IDENTITY = {"id", "technology", "feature"}
STORED = [field.name for field in Fact._meta.concrete_fields if field.name not in IDENTITY]


@dataclass
class Answer:
    """What a fact shall say: ``fact`` holds it already, and is not saved yet.

    ``sources`` are those that it shall have, in order, where one with a key stays the row that it is; None leaves them.
    ``is_checked`` says whether somebody compared it with them just now; None: if day or version of the check differ.
    ``changed_on`` is the day on which the answer changed, where the fact comes with it and with its reason.
    ``is_minor`` keeps it from those that readers are told of, even where the others are notable.
    """

    fact: Fact
    sources: list | None = None
    is_checked: bool | None = None
    changed_on: datetime.date | None = None
    is_minor: bool = False
    is_new = is_changed = has_other_answer = has_other_sources = False

    def compare(self, stored, sources):
        """Note how it differs from the stored fact, None for a new one, and from its sources."""
        names = [name for name in STORED if not stored or getattr(stored, name) != getattr(self.fact, name)]
        self.is_new, self.is_changed = stored is None, bool(names)
        self.has_other_answer = self.is_new or self.fact.has_other_answer(stored)
        self.has_other_sources = self.sources is not None and texts_of(self.sources) != texts_of(sources)
        if self.is_checked is None:
            self.is_checked = bool({*CHECK} & {*names})

    @property
    def is_other(self):
        """Whether anything of it, or of its sources, is not as it is stored."""
        return self.is_changed or self.has_other_sources

    @property
    def is_news(self):
        return self.has_other_answer and not self.is_minor

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
        facts = [answer.fact for answer in other if (notable and answer.is_news) == is_news]
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
    sources = read_sources(fact__in=keys)
    for answer in answers:
        fact, before = answer.fact, stored.get(answer.fact.pk)
        fact.clean_text()
        fact.render()
        for source in answer.sources or ():
            source.clean_text()
            source.render()
        if answer.changed_on:
            fact.changed_on = answer.changed_on
        elif before and fact.has_other_answer(before) and (notable or fact.level != before.level):
            fact.changed_on, fact.changed_because = timezone.localdate() if notable else fact.changed_on, reason
        answer.compare(before, sources[fact.pk])


def read_sources(**scope):
    """The sources in scope, in order, by key of their fact."""
    sources = defaultdict(list)
    for source in Source.objects.filter(**scope):
        sources[source.fact_id].append(source)
    return sources


def texts_of(sources):
    return [[getattr(source, name) for name in SOURCE_FIELDS] for source in sources]


def store(answers, user, name):
    """Write facts, sources and checks, and tell those who wait for facts to be saved, such as the search."""
    old = [answer.fact for answer in answers if not answer.is_new]
    new = [answer.fact for answer in answers if answer.is_new]
    Fact.objects.bulk_create(old, batch_size=BATCH, update_conflicts=True, unique_fields=["id"], update_fields=STORED)
    Fact.objects.bulk_create(new, batch_size=BATCH)
    replace_sources([answer for answer in answers if answer.has_other_sources])
    checked = [answer for answer in answers if answer.is_checked and answer.fact.verified_on]
    checks = [answer.make_verification(user, name) for answer in checked]
    Verification.objects.bulk_create(checks, batch_size=BATCH)
    for answer in answers:  # writing many at once tells nobody
        about = {"created": answer.is_new, "update_fields": None, "raw": False, "using": DEFAULT_DB_ALIAS}
        post_save.send(Fact, instance=answer.fact, **about)


def replace_sources(answers):
    """Give facts the sources of their Answers."""
    for some in batched(answers, BATCH):
        kept = [source.pk for answer in some for source in answer.sources if source.pk]
        Source.objects.filter(fact__in=[answer.fact for answer in some]).exclude(pk__in=kept).delete()
    sources = []
    for answer in answers:
        for source in answer.sources:
            source.fact = answer.fact
            sources.append(source)
    for some in batched(sources, BATCH):
        Source.objects.bulk_create(
            some, update_conflicts=True, unique_fields=["id"], update_fields=[*SOURCE_FIELDS, *Source.rendered_fields]
        )
