"""Keeping revisions: whoever changes an article, a comparison or a fact records it here, in the same transaction."""

from contextlib import contextmanager

from django.contrib.contenttypes.models import ContentType

from articles.history.snapshots import (
    content_of,
    forget_old_references,
    load_state,
    snapshot_of,
    take_snapshots,
)
from articles.models import HistoryModel, Revision

BEFORE = "As it was before"
AT_ONCE = 500
LOOK_BACK = 20  # states in which the text that two people started from is looked for


def record(instance, **about):
    """Keep what an object is like now. Returns the Revision, or None where nothing changed since the last one."""
    made = record_many([instance], **about)
    return made[0] if made else None


def record_many(instances, **about):
    """As ``record`` for objects of one model, in a number of queries that does not depend on theirs.

    Returns the revisions of those that changed.
    """
    names = {instance.pk: str(instance) for instance in instances}
    if not names:
        return []
    model = type(instances[0])
    snapshots = take_snapshots(model, list(names))
    states = {key: (name, snapshots[key]) for key, name in names.items() if key in snapshots}
    last = Revision.objects.newest_of(model, list(names))
    made = keep_states(model, states, last, **about)
    if about.get("notable"):
        model.tell_readers([(last.get(revision.object_id), revision) for revision in made])
    return made


def hold_state(instance):
    """Note in ``held`` what an object is like that is about to change, and its newest revision."""
    forget_old_references(instance)
    load_state([instance])
    instance.held = snapshot_of(instance), Revision.objects.of(instance).first()


def record_held(instance, **about):
    """Keep what an object was like when it was held, if that is not kept already, and what it is like now in memory.

    Returns the new Revision in a list, which is empty where nothing changed.
    """
    (snapshot, last), model = instance.held, type(instance)
    known = {instance.pk: last} if last else {}
    before = keep_states(model, {instance.pk: (str(instance), snapshot)}, known, reason=BEFORE)
    load_state([instance])
    known |= {revision.object_id: revision for revision in before}
    return keep_states(model, {instance.pk: (str(instance), snapshot_of(instance))}, known, **about)


def keep_states(model, states, last=None, *, user=None, credit="", reason="", notable=False):
    """Store a revision of each of these states, name and snapshot by key, that is not that of the last revision.

    ``last`` holds the newest revision of each by key, where it is known already.
    """
    last = Revision.objects.newest_of(model, list(states)) if last is None else last
    about = {
        "content_type": ContentType.objects.get_for_model(model),
        "user": user,
        "username": user.get_username() if user else "",
        "credit": credit,
        "reason": reason,
        "notable": notable,
    }
    made = [
        Revision(object_id=key, name=name[:300], snapshot=snapshot, **about)
        for key, (name, snapshot) in states.items()
        if key not in last or content_of(last[key].snapshot) != content_of(snapshot)
    ]
    return Revision.objects.bulk_create(made, batch_size=AT_ONCE)


def recent_snapshots(instance):
    """The last states of an object that are kept, the newest first; none where its model keeps none."""
    if not isinstance(instance, HistoryModel):
        return []
    return [revision.snapshot for revision in Revision.objects.of(instance)[:LOOK_BACK]]


def restore(instance, revision, **about):
    """Make an object again what it was at a revision, with its rows, and record that like any other change.

    Returns what could not come back, in words. Raises IntegrityError or ValidationError where the old state breaks a
    rule by now.
    """
    with recording(instance, **about):
        lost = instance.restore(revision.snapshot, reason=about.get("reason", ""))
        if about.get("notable"):
            instance.mark_changed()
    return lost


@contextmanager
def recording(instance, **about):
    """Record an object before and after the code within. What nobody recorded until now is kept as the state before."""
    record(instance, reason=BEFORE)
    yield
    record(instance, **about)
