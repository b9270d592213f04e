"""What the files of an export share: the order of things, the fields of an object, the names of files."""

from django.contrib.contenttypes.models import ContentType

from articles.models import OldSlug
from hub.content.page_files import DATED_NAME

MAX_NAME = 200  # bytes: file systems take 255 of them, with the suffix


def by_name(objects):
    """Objects sorted by name in the order of code points, which is the same on every database."""
    return sorted(objects, key=lambda item: (item.name, item.slug))


def in_order(objects):
    return sorted(objects, key=lambda item: (item.position, item.name, item.slug))


def fields(instance, keys, always=()):
    """The fields of an object under their keys, without those that have their default."""
    values = {}
    for name, key in keys.items():
        field, value = instance._meta.get_field(name), getattr(instance, name)
        if name in always or (value not in ("", None) and value != field.get_default()):
            values[key] = value
    return values


def named_fields(instance, keys, aliases):
    """The fields of an object with a name, and its former slugs."""
    return fields(instance, keys) | listed("aliases", aliases.get(instance.pk))


def listed(key, items):
    """A key with a list, or nothing where the list is empty."""
    return {key: items} if items else {}


def former_slugs(model):
    """The former slugs of every object of a model, by key of the object."""
    slugs = {}
    owner = ContentType.objects.get_for_model(model)
    for slug, pk in OldSlug.objects.filter(content_type=owner).values_list("slug", "object_id"):
        slugs.setdefault(pk, []).append(slug)
    return {pk: sorted(found) for pk, found in slugs.items()}


def file_stems(slugs):
    """The name of the file, without suffix, of each slug: the slug itself wherever a file can be called so.

    Not so for one that is too long, or looks dated, or differs from another one only in its case.
    """
    stems, taken = {}, {slug.casefold() for slug in slugs}
    unseen = set(taken)
    for slug in sorted(slugs):
        if len(slug.encode()) <= MAX_NAME and not DATED_NAME.fullmatch(slug) and slug.casefold() in unseen:
            unseen.discard(slug.casefold())
            stems[slug] = slug
    number = 0
    for slug in sorted(set(slugs) - set(stems)):
        number += 1
        while f"page-{number}" in taken:
            number += 1
        stems[slug] = f"page-{number}"
    return stems
