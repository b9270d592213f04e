"""Lists of named objects: topics, tags, authors, groups of features and the features in them."""

from hub.content import keys
from hub.content.names import claim_named, put_named, read_aliases
from hub.content.saving import keep_order

GROUP_KEYS = {*keys.GROUP.values(), "features", "aliases"}
FEATURE_KEYS = {*keys.FEATURE.values(), "aliases"}
TOPIC_KEYS = {*keys.TOPIC.values(), "aliases"}
TAG_KEYS = {*keys.TAG.values(), "aliases"}
AUTHOR_KEYS = {*keys.AUTHOR.values(), "aliases"}


def import_topics(topics, entries):
    import_list(topics, claim_named(entries), keys.TOPIC)


def import_tags(tags, entries):
    import_list(tags, claim_named(entries), keys.TAG)


def import_authors(authors, entries):
    import_list(authors, claim_named(entries), keys.AUTHOR)


def import_features(groups, features, entries):
    """Import the groups of features.yaml in order, each with its features in order."""
    members = {entry: entry.entries("features", FEATURE_KEYS) for entry in entries}
    free = set(claim_named([member for entry in entries for member in members[entry]]))
    homes = import_list(groups, claim_named(entries, "group"), keys.GROUP, name_key="group")
    for entry in entries:
        group, saved = homes.get(entry, (None, False))
        own = [member for member in members[entry] if member in free]
        import_list(features, own, keys.FEATURE, extra={"group": group}, parents=["group"], saved=saved)


def import_list(known, entries, names, *, name_key="name", extra=None, **options):
    """Import objects in order, where they have one. Returns the object of each entry and whether it is saved.

    ``extra`` holds values of further fields; the options are those of ``put_named``.
    """
    values = [dict(extra or {}) for _ in entries]
    if hasattr(known.model(), "position"):
        for value, position in zip(values, positions_of(known, entries, name_key, extra or {}), strict=True):
            value["position"] = position
    return {
        entry: put_named(known, entry, names, name_key=name_key, extra=value, **options)
        for entry, value in zip(entries, values, strict=True)
    }


def positions_of(known, entries, name_key, extra):
    """The positions that the objects of these entries shall have."""
    found = [known.meant(entry.text("slug"), entry.text(name_key), read_aliases(entry)) for entry in entries]
    stay = [item and all(getattr(item, name) == value for name, value in extra.items()) for item in found]
    return keep_order([item.position if kept else None for item, kept in zip(found, stay, strict=True)])
