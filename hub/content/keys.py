"""Key and Kind: what the format of the content files is declared with."""

from dataclasses import dataclass
from functools import cached_property


def in_order(objects):
    """Objects by position, if they have one, and name in the order of code points, the same on every database."""
    return sorted(objects, key=lambda item: (getattr(item, "position", 0), item.name, item.slug))


@dataclass(frozen=True)
class Key:
    """A key of an entry. What it means to somebody who writes one says docs/content-format.md.

    ``field`` is the field of the model that holds its value, where one does. ``kind`` is the kind of the entry, or of
    the entries, below it. ``own`` says that a function of its own reads it, not the type of its field. ``also`` are
    other names it is read under. An export writes what is in the field, or what ``write`` makes of the object, but not
    what has its default, unless that is ``always`` written.
    """

    name: str
    field: str = ""
    kind: object = None
    own: bool = False
    also: tuple = ()
    always: bool = False
    write: object = None


def fields(*names, **options):
    """Keys that are called as the fields are."""
    return [Key(name, name, **options) for name in names]


@dataclass(frozen=True, eq=False)
class Kind:
    """A kind of entry; ``text`` is the field that the text below front matter fills.

    ``parents`` are the fields of what its objects belong to, and ``order`` sorts them for an export.
    """

    model: type
    keys: tuple
    text: str = ""
    parents: tuple = ()
    order: object = in_order

    @cached_property
    def by_name(self):
        return {key.name: key for key in self.keys}

    @cached_property
    def known(self):
        """The names of all keys, and the other names they are read under."""
        return {name for key in self.keys for name in (key.name, *key.also)}

    @cached_property
    def fields(self):
        """The name of the key of each field; ``source.title`` for one in a mapping of the same object."""
        names = {key.field: key.name for key in self.keys if key.field}
        for key in self.keys:
            if key.kind and key.kind.model is self.model:
                names |= {field: f"{key.name}.{name}" for field, name in key.kind.fields.items()}
        return names | ({self.text: "text"} if self.text else {})
