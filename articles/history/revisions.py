"""Keeping revisions: whoever changes an article, a comparison or a fact records it here, in the same transaction."""

from contextlib import contextmanager

from django.contrib.contenttypes.models import ContentType

from articles.history.snapshots import content_of, forget_old_references, load_state, snapshot_of, take_snapshots
from articles.models import HistoryModel, Revision

BEFORE = "As it was before"
AT_ONCE = 500
LOOK_BACK = 20  # states in which the text that two people started from is looked for


def record(instance, *, user=None, credit="", reason="", notable=False):
    """Keep what an object is like now. Returns the Revision, or None where nothing changed since the last one."""
    made = record_many([instance], user=user, credit=credit, reason=reason, notable=notable)
    return made[0] if made else None


def record_many(instances, **about):
    """As ``record`` for objects of one model, in a number of queries that does not depend on theirs.

    Returns the revisions of those that changed.
    """
    instances = list(instances)
    if not instances:
        return []
    model, names = type(instances[0]), {instance.pk: str(instance) for instance in instances}
    snapshots = take_snapshots(model, list(names))
    last = Revision.objects.newest_of(model, list(names))
    changed = [key for key in names if key in snapshots and is_new(snapshots[key], last.get(key))]
    made = add_revisions(model, {key: (names[key], snapshots[key]) for key in changed}, **about)
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

    Returns the revision before, or None, and the new one, or None where nothing changed.
    """
    snapshot, last = instance.held
    if is_new(snapshot, last):
        (last,) = add_revisions(type(instance), {instance.pk: (str(instance), snapshot)}, reason=BEFORE)
    load_state([instance])
    snapshot = snapshot_of(instance)
    made = is_new(snapshot, last) and add_revisions(type(instance), {instance.pk: (str(instance), snapshot)}, **about)
    return last, made[0] if made else None


def keep_states(model, states, reason):
    """Keep these states, name and snapshot by key, where the last revision of the object is not the same."""
    last = Revision.objects.newest_of(model, list(states))
    changed = {key: state for key, state in states.items() if is_new(state[1], last.get(key))}
    return add_revisions(model, changed, reason=reason)


def recent_snapshots(instance):
    """The last states of an object that are kept, the newest first; none where its model keeps none."""
    if not isinstance(instance, HistoryModel):
        return []
    return [revision.snapshot for revision in Revision.objects.of(instance)[:LOOK_BACK]]


def is_new(snapshot, last):
    return last is None or content_of(last.snapshot) != content_of(snapshot)


def add_revisions(model, states, *, user=None, credit="", reason="", notable=False):
    """Store a revision of each of the objects: ``states`` holds name and snapshot by key."""
    about = {
        "content_type": ContentType.objects.get_for_model(model),
        "user": user,
        "username": user.get_username() if user else "",
        "credit": credit,
        "reason": reason,
        "notable": notable,
    }
    revisions = [
        Revision(object_id=key, name=name[:300], snapshot=snapshot, **about) for key, (name, snapshot) in states.items()
    ]
    return Revision.objects.bulk_create(revisions, batch_size=AT_ONCE)


def restore(instance, revision, *, also=(), **about):
    """Make an object again what it was at a revision, with its rows, and record that like any other change.

    Returns what could not come back, in words. Raises IntegrityError or ValidationError where the old state breaks a
    rule by now.
    """
    with recording(instance, **about):
        lost = instance.restore(revision.snapshot, also=also)
        if about.get("notable"):
            instance.mark_changed()
    return lost


@contextmanager
def recording(instance, **about):
    """Record an object before and after the code within. What nobody recorded until now is kept as the state before."""
    record(instance, reason=BEFORE)
    yield
    record(instance, **about)
