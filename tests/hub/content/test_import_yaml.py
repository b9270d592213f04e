"""YAML is read as text, and what could mean something else than it shows is refused."""

import pytest

from hub.content.yaml_text import QUOTE_THEM, ContentError, Items, Mapping, read_yaml


@pytest.mark.parametrize("text", ["no", "yes", "On", "5.10", "010", "1e3", "2026-11-22", "Null", "0x1F", "1:30"])
def test_a_value_stays_what_was_typed(text):
    assert read_yaml(f"key: {text}\n") == {"key": text}


@pytest.mark.parametrize("text", ["", "~", "null"])
def test_nothing_is_an_empty_text(text):
    assert read_yaml(f"key: {text}\nother: '~'\n") == {"key": "", "other": "~"}


def test_an_empty_document_holds_nothing():
    assert read_yaml("") is None
    assert read_yaml("# only a comment\n") is None


def test_everything_knows_its_line():
    document = read_yaml("a: 1\nb:\n- c: 2\n  d: |\n    text\n- [x,\n   y]\n", first_line=11)
    assert isinstance(document, Mapping)
    assert isinstance(document["b"], Items)
    assert document.lines == {"a": 11, "b": 12}
    assert document["b"][0].lines == {"c": 13, "d": 14}
    assert [item.line for item in document["b"][1]] == [16, 17]


def test_what_no_page_can_hold_is_dropped_and_line_ends_are_written_one_way():
    assert read_yaml(r'key: "a\0b\x0bc\r\nd\re\ud800"') == {"key": "abc\nd\ne"}


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: &x 1\nb: 2", 1, QUOTE_THEM),
        ("a: 1\nb: *x", 2, QUOTE_THEM),
        ("a: 1\nb: !!python/name:os.system", 2, "Tags (!) are not read: put the text in quotation marks."),
        ("a: 1\nb: ! c", 2, "Tags (!) are not read: put the text in quotation marks."),
        ("a: 1\nb: 2\na: 3", 3, "The key “a” stands here twice."),
        ("a: 1\n? [b]\n: 2", 2, "A key must be a plain text."),
        ("a: 1\n---\nb: 2", 2, "This is not valid YAML: expected a single document in the stream, but found another"),
        ("a:\n  b: 1\n c: 2", 3, "This is not valid YAML: while parsing a block mapping, expected <block end>"),
        ("a: 1\n\tb: 2", 2, "This is not valid YAML: while scanning for the next token, found character '\\t'"),
        ("a: 1\nb: @c", 2, "This is not valid YAML: while scanning for the next token, found character '@'"),
        ("a: 'b\nc: 1", 2, "This is not valid YAML: while scanning a quoted scalar, found unexpected end of stream."),
        ('a: 1\nb: "\\U00110000"', 2, "This is not valid YAML: an escape stands for no character."),
        ("a: 1\nb: \x07", 2, "The character U+0007 cannot stand in YAML."),
        ("a: " + "[" * 30 + "]" * 30, 1, "This is nested more than 20 levels deep."),
        ("[" * 100_000, 1, "This is nested more than 20 levels deep."),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(text, line, message):
    with pytest.raises(ContentError) as error:
        read_yaml(text)
    assert error.value.line == line
    assert error.value.message.startswith(message)


def test_lines_count_from_where_the_document_begins():
    with pytest.raises(ContentError) as error:
        read_yaml("a: 1\na: 2", first_line=5)
    assert error.value.line == 6


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("image:\n  path: &image\n  feature: *image", {"image": {"path": "", "feature": ""}}),
        ("a: &x one\nb: [*x, *x]", {"a": "one", "b": ["one", "one"]}),
        ("draft: &yes true\nhidden: *yes", {"draft": "true", "hidden": "true"}),
    ],
)
def test_a_short_text_may_be_meant_again(text, value):
    assert read_yaml(text) == value


@pytest.mark.parametrize(
    "text", ["a: &x [1]\nb: *x", "a: &x {b: *x}", f"a: &x {'y' * 301}\nb: *x", "title: &c and more", "b: *x\na: &x 1"]
)
def test_what_would_grow_or_may_be_a_text_is_refused(text):
    with pytest.raises(ContentError) as raised:
        read_yaml(text)
    assert raised.value.message == QUOTE_THEM
