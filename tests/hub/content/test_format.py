"""docs/content-format.md says what hub/content/format.py declares, and the declaration says what the models do."""

import re
from pathlib import Path

import pytest

from hub.content import format as declared
from hub.content.format import ARTICLE, COMPARISON, Kind
from hub.content.yaml_text import read_yaml

DOCUMENT = (Path(__file__).parents[3] / "docs/content-format.md").read_text()
KINDS = {name.lower(): kind for name, kind in vars(declared).items() if isinstance(kind, Kind)}
KEYS = {
    name: [key for key in kind.keys if kind is not COMPARISON or key not in ARTICLE.keys]
    for name, kind in KINDS.items()
}
EXAMPLES = [read_yaml(text) for text in re.findall(r"^```yaml\n(.*?)^```", DOCUMENT, re.DOTALL | re.MULTILINE)]


def named(kind, key):
    """What the row of a table begins with that says what a key means."""
    names = " or ".join(f"`{name}`" for name in (key.name, *key.also))
    return f"{names}{' (required)' if is_required(kind, key) else ''}"


def is_required(kind, key):
    """Whether the model can neither leave it empty nor make it, or everything of this kind belongs to one."""
    if key.kind and key.kind.model is kind.model:
        return any(is_required(key.kind, inner) for inner in key.kind.keys)
    if key.own or not key.field:
        return key.name in kind.parents
    field = kind.model._meta.get_field(key.field)
    return not field.blank and not field.has_default()


WRITTEN = [
    dict(re.findall(r"^\| (.+?) \| (.+) \|$", table, re.MULTILINE))
    for table in re.findall(r"^\| key \| meaning \|\n\|---\|---\|\n((?:\|.*\n)+)", DOCUMENT, re.MULTILINE)
]


TABLES = {name: [named(KINDS[name], key) for key in keys] for name, keys in KEYS.items()}


@pytest.mark.parametrize("name", TABLES)
def test_the_document_has_a_table_of_each_kind_in_the_order_of_an_export(name):
    assert TABLES[name] in [list(table) for table in WRITTEN]


def test_the_document_has_no_table_of_keys_besides():
    assert len(WRITTEN) == DOCUMENT.count("| key | meaning |")
    assert [table for table in WRITTEN if list(table) not in TABLES.values()] == []


def unknown_keys(kind, entry):
    """The keys of an example that its kind does not have, those of entries within it too."""
    for name, value in entry.items():
        if name not in kind.known:
            yield name
        elif kind.by_name[name].kind:
            for inner in value if isinstance(value, list) else [value]:
                yield from unknown_keys(kind.by_name[name].kind, inner)


def test_the_examples_have_no_key_that_is_not_declared():
    entries = [entry for example in EXAMPLES for entry in (example if isinstance(example, list) else [example])]
    kinds = [declared.GROUP, declared.TOPIC, declared.TAG, declared.AUTHOR, declared.SAMPLE]
    kinds += [declared.TECHNOLOGY_KIND, declared.TECHNOLOGY]
    assert len(entries) == len(kinds)
    assert [name for kind, entry in zip(kinds, entries, strict=True) for name in unknown_keys(kind, entry)] == []
