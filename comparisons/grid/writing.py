"""Writing many facts at once, with all that follows from the change of a fact: its sources, checks and history."""

from itertools import batched

from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.db import DEFAULT_DB_ALIAS
from django.db.models.signals import post_save
from django.utils import timezone

from articles.history import revisions
from comparisons.models import Comparison, Fact, Row, Source, Verification

BATCH = 200
IDENTITY = {"id", "technology", "feature"}
STORED = [field.name for field in Fact._meta.concrete_fields if field.name not in IDENTITY]


def write_facts(changes, edit, user):
    """Store changed facts. Locks and rules are the business of the caller, the transaction too."""
    if not changes:
        return
    old = [change.fact for change in changes if not change.is_new]
    new = [change.fact for change in changes if change.is_new]
    revisions.record_many(old, reason=revisions.BEFORE)
    for fact in (*old, *new):
        fact.clean_text()
        fact.render()
    Fact.objects.bulk_create(old, batch_size=BATCH, update_conflicts=True, unique_fields=["id"], update_fields=STORED)
    Fact.objects.bulk_create(new, batch_size=BATCH)
    write_sources([change for change in changes if "sources" in change.parts])
    checks = [check_of(change, user) for change in changes if "check" in change.parts and change.fact.verified_on]
    Verification.objects.bulk_create(checks, batch_size=BATCH)
    revisions.record_many([*old, *new], user=user, reason=edit.reason, notable=not edit.is_minor)
    log(user, new, ADDITION, edit)
    log(user, old, CHANGE, edit)
    announce(old, new)


def check_of(change, user):
    return change.fact.make_verification(user, changed=bool({"answer", "note"} & change.parts))


def write_sources(changes):
    """A source has no identity of its own: the new ones take the place of the old, in their order."""
    for some in batched(changes, BATCH):
        Source.objects.filter(fact__in=[change.fact for change in some]).delete()
    sources = []
    for change in changes:
        for source in change.sources:
            source.fact = change.fact
            sources.append(source)
    Source.objects.bulk_create(sources, batch_size=BATCH)


def announce(old, new):
    """Tell those who wait for facts to be saved, such as the search: writing many at once tells nobody."""
    for facts, created in ((old, False), (new, True)):
        for fact in facts:
            post_save.send(Fact, instance=fact, created=created, update_fields=None, raw=False, using=DEFAULT_DB_ALIAS)


def log(user, objects, flag, edit):
    message = edit.reason or "Changed in the table of a comparison."
    LogEntry.objects.log_actions(user.pk, objects, flag, message)


def write_rows(comparison, order, edit, user):
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
    log(user, [comparison], CHANGE, edit)
