"""Snapshots: everything an editor can change of an object, its rows included, as plain data, and the way back.

A snapshot is a dict that JSON can hold: ``fields`` by name, ``links`` (keys by many-to-many field), ``parts`` (a list
of rows by relation, in their order) and ``names``, which says what each key was called, for people who compare. Rows
name the field of their owner in ``history_owner``; the field named in ``history_key`` tells them apart, so that a row
keeps its identity when it is deleted and comes back.
"""

from collections import defaultdict
from functools import cache
from types import SimpleNamespace

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
    stored = read_values(model._base_manager.filter(pk__in=keys).order_by(), "pk")
    snapshots = {key: {"fields": values, "links": {}, "parts": {}} for key, values in stored}
    for field in kept_links(model):
        add_links(snapshots, field)
    for relation in parts_of(model):
        add_rows(snapshots, relation)
    add_names(model, snapshots.values())
    return snapshots


def read_values(rows, column):
    """Pairs of what stands in that column and the kept values, for each of the rows; no object is made of any."""
    fields = kept_fields(rows.model)
    for key, *values in rows.values_list(column, *(field.attname for field in fields)):
        yield key, {field.name: encode(field, value) for field, value in zip(fields, values, strict=True)}


def add_links(snapshots, field):
    for snapshot in snapshots.values():
        snapshot["links"][field.name] = []
    owner, target = field.m2m_field_name(), field.m2m_reverse_field_name()
    through = field.remote_field.through._base_manager.filter(**{f"{owner}__in": list(snapshots)})
    for key, linked in through.order_by(f"{target}_id").values_list(f"{owner}_id", f"{target}_id"):
        snapshots[key]["links"][field.name].append(linked)


def add_rows(snapshots, relation):
    name, owner = relation.get_accessor_name(), relation.field
    for snapshot in snapshots.values():
        snapshot["parts"][name] = []
    rows = relation.related_model._base_manager.filter(**{f"{owner.name}__in": list(snapshots)})
    for key, values in read_values(rows.order_by(*relation.related_model._meta.ordering), owner.attname):
        snapshots[key]["parts"][name].append(values)


def add_names(model, snapshots):
    """Note what each key in the snapshots stands for."""
    wanted = defaultdict(set)
    for snapshot in snapshots:
        for target, key in keys_in(model, snapshot):
            wanted[target].add(key)
    names = {}
    for target, keys in wanted.items():
        names[target] = {key: str(item) for key, item in target._base_manager.in_bulk(keys).items()}
    for snapshot in snapshots:
        known = snapshot["names"] = defaultdict(dict)
        for target, key in keys_in(model, snapshot):
            known[target._meta.label_lower][str(key)] = names[target].get(key, f"no longer there ({key})")
        snapshot["names"] = dict(known)


def keys_in(model, snapshot):
    """Pairs of a model and the key of an object that the snapshot refers to."""
    yield from foreign_keys(model, snapshot["fields"])
    for field in kept_links(model):
        yield from ((field.related_model, key) for key in snapshot["links"].get(field.name, ()))
    for relation in parts_of(model):
        for row in snapshot["parts"].get(relation.get_accessor_name(), ()):
            yield from foreign_keys(relation.related_model, row)


def foreign_keys(model, values):
    for field in kept_fields(model):
        if field.is_relation and values.get(field.name) is not None:
            yield field.related_model, values[field.name]


# --- the way back ---


def apply_snapshot(instance, snapshot, *, leave=()):
    """Give an object the values and rows of a snapshot, but for the fields named in ``leave``, and save it.

    Returns what could not come back, in words: what it refers to is gone itself.
    """
    model, lost = type(instance), []
    present = present_keys(model, snapshot)
    values = {name: value for name, value in snapshot["fields"].items() if name not in leave}
    set_values(instance, values, present, lost)
    instance.save()
    for field in kept_links(model):
        keys = snapshot["links"].get(field.name, [])
        getattr(instance, field.name).set(key for key in keys if key in present[field.related_model])
    for relation in parts_of(model):
        if relation.get_accessor_name() in snapshot["parts"]:
            restore_rows(instance, relation, snapshot["parts"][relation.get_accessor_name()], present, lost)
    return lost


def present_keys(model, snapshot):
    """By model, which of the keys that the snapshot refers to still exist."""
    wanted = defaultdict(set)
    for target, key in keys_in(model, snapshot):
        wanted[target].add(key)
    found = {
        target: set(target._base_manager.filter(pk__in=keys).values_list("pk", flat=True))
        for target, keys in wanted.items()
    }
    return defaultdict(set, found)


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
