"""The rows of a table after two editors have changed them: what each took out, put in and moved, and their saving."""

from django.contrib.admin.models import CHANGE, LogEntry
from django.utils import timezone

from articles.desk.merging import Whose, whose
from articles.history import revisions
from comparisons.models import Comparison, Feature, Row

BATCH = 200


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
