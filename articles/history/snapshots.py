"""Snapshots: everything an editor can change of an object, its rows included, as plain data, and the way back.

A snapshot is a dict that JSON can hold: ``fields`` by name, ``links`` (keys by many-to-many field), ``parts`` (a list
of rows by relation, in their order) and ``names``, which says what each key was called, for people who compare. Rows
name the field of their owner in ``history_owner``; the field named in ``history_key`` tells them apart, so that a row
keeps its identity when it is deleted and comes back.
"""

from collections import defaultdict
from functools import cache
from types import SimpleNamespace

from django.apps import apps
from django.db.models import Prefetch, prefetch_related_objects

PLAIN = (bool, int, float, str, list, dict, type(None))


@cache
def parts_of(model):
    """The relations to the rows that belong to objects of this model."""
    return [
        relation
        for relation in model._meta.related_objects
        if getattr(relation.related_model, "history_owner", None) == relation.field.name
    ]


@cache
def kept_fields(model):
    """The columns that cannot be made again from others."""
    made = {*getattr(model, "rendered_fields", ()), "told", getattr(model, "history_owner", None)}
    return [
        field
        for field in model._meta.concrete_fields
        if not field.primary_key and field.name not in made and not getattr(field.remote_field, "parent_link", False)
    ]


@cache
def kept_links(model):
    return [field for field in model._meta.many_to_many if field.remote_field.through._meta.auto_created]


def values_of(instance):
    return {field.name: encode(field, getattr(instance, field.attname)) for field in kept_fields(type(instance))}


def encode(field, value):
    return value if isinstance(value, PLAIN) else field.value_to_string(SimpleNamespace(**{field.attname: value}))


def content_of(snapshot):
    """What decides whether two snapshots are the same: all but what things were called."""
    return {name: value for name, value in snapshot.items() if name != "names"}


def rows_in(snapshot, name, row):
    """The values that a row has in a snapshot of its owner, among the parts of this name: a list of one, or none."""
    key = row._meta.get_field(row.history_key)
    identity = encode(key, getattr(row, key.attname))
    return [values for values in snapshot["parts"].get(name, ()) if values[key.name] == identity]


# --- taking them ---


def take_snapshots(model, keys):
    """The snapshots of the objects with these keys, by key, as the database has them now.

    The number of queries depends on the model and not on how many objects there are, or how many rows they have.
    """
    found = list(model._base_manager.filter(pk__in=keys).order_by())
    load_state(found)
    return {instance.pk: snapshot_of(instance) for instance in found}


def load_state(instances):
    """Fetch what the snapshots of these objects of one model hold, where they do not have it at hand."""
    if instances:
        model, rows = type(instances[0]), []
        for link in parts_of(model):
            part = link.related_model
            found = part._base_manager.order_by(*part._meta.ordering)
            found = found.select_related(*references(part) or [None])  # of no names Django would take all
            rows.append(Prefetch(link.get_accessor_name(), found))
        links = [field.name for field in kept_links(model)]
        prefetch_related_objects(instances, *references(model), *links, *rows)


def forget_old_references(instance):
    """Drop what was read along with an object by a reference that somebody changed while its lock was waited for."""
    for field in (instance._meta.get_field(name) for name in references(type(instance))):
        if field.is_cached(instance):
            thing = field.get_cached_value(instance)
            if (thing and thing.pk) != getattr(instance, field.attname):
                field.delete_cached_value(instance)


def references(model):
    """The fields of a model by which its objects refer to others."""
    return [field.name for field in kept_fields(model) if field.is_relation]


def snapshot_of(instance):
    """The snapshot of an object as it stands in memory; ``load_state`` fetches what is not there yet in few queries."""
    model, names = type(instance), defaultdict(dict)
    links, parts = {}, {}
    note_names(instance, names)
    for field in kept_links(model):
        linked = sorted(getattr(instance, field.name).all(), key=lambda thing: thing.pk)
        links[field.name] = [thing.pk for thing in linked]
        names[field.related_model._meta.label_lower].update({str(thing.pk): str(thing) for thing in linked})
    for relation in parts_of(model):
        rows = getattr(instance, relation.get_accessor_name()).all()
        parts[relation.get_accessor_name()] = [values_of(row) for row in rows]
        for row in rows:
            note_names(row, names)
    known = {label: called for label, called in names.items() if called}
    return {"fields": values_of(instance), "links": links, "parts": parts, "names": known}


def note_names(instance, names):
    """Note what each key stands for by which an object refers to another."""
    for name in references(type(instance)):
        if (thing := getattr(instance, name)) is not None:
            names[thing._meta.label_lower][str(thing.pk)] = str(thing)


# --- the way back ---


def apply_snapshot(instance, snapshot):
    """Give an object the values and rows of a snapshot, all but its placement; save it.

    Returns what could not come back, in words: what it refers to is gone itself.
    """
    model, lost, present = type(instance), [], defaultdict(set)
    for label, called in snapshot["names"].items():  # what of that still exists
        kind = apps.get_model(label)
        present[kind].update(kind._base_manager.filter(pk__in=called).values_list("pk", flat=True))
    values = {name: value for name, value in snapshot["fields"].items() if name not in instance.placement}
    set_values(instance, values, present, lost)
    instance.save()
    for field in kept_links(model):
        keys = snapshot["links"].get(field.name, [])
        getattr(instance, field.name).set(key for key in keys if key in present[field.related_model])
    for relation in parts_of(model):
        if relation.get_accessor_name() in snapshot["parts"]:
            restore_rows(instance, relation, snapshot["parts"][relation.get_accessor_name()], present, lost)
    return lost


def set_values(instance, values, present, lost):
    """Set the values of a snapshot. Returns whether the object can be saved: it has all that it needs."""
    for field in kept_fields(type(instance)):
        if field.name not in values:
            continue
        value = values[field.name]
        if field.is_relation and value is not None and value not in present[field.related_model]:
            lost.append(f"{field.verbose_name} of {instance._meta.verbose_name}, which is deleted")
            if not field.null:
                return False
            value = None
        setattr(instance, field.attname, value if field.is_relation else field.to_python(value))
    return True


def restore_rows(owner, relation, wanted, present, lost):
    """Make the rows of an object those of a snapshot: what is missing is made, what is too many goes."""
    model, link = relation.related_model, relation.field
    key = model._meta.get_field(model.history_key)
    stored = {
        encode(key, getattr(row, key.attname)): row for row in model._base_manager.filter(**{link.name: owner.pk})
    }
    kept = {values[key.name] for values in wanted}
    for identity, row in stored.items():
        if identity not in kept:
            row.delete()
    for values in wanted:
        row = stored.get(values[key.name]) or model(**{link.attname: owner.pk})
        differs = row._state.adding or values_of(row) != values_of(row) | values
        if differs and set_values(row, values, present, lost):
            row.save()
