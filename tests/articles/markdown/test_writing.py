"""Markdown that leaves the site: read back by a Markdown parser, as its readers do."""

import pytest
from markdown_it import MarkdownIt

from articles.markdown.writing import escape, link, stand_alone

BASE = "https://hub.example/comparisons/a-vs-b/"
reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def links(text):
    return [
        token.attrs.get("href") or token.attrs.get("src")
        for block in reader.parse(text)
        for token in block.children or ()
        if token.type in ("link_open", "image")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "a *b* _c_ **d** `e` ~~f~~",
        "[a](javascript:x) ![b](c) <script>alert(1)</script> &amp; &lt;",
        r"back\slash \* \[",
        "# not a heading",
        "- not an item",
        "1. not an item",
        "> not a quote",
        "6.1 and 3.13",
        "snake_case_name and __init__",
        "psycopg[binary,pool]",
        "a | b",
    ],
)
def test_plain_text_reads_the_same_as_markdown(text):
    (opening, inline, closing) = reader.parse(escape(text))
    assert (opening.type, closing.type) == ("paragraph_open", "paragraph_close")
    assert "".join(token.content for token in inline.children) == text
    assert {token.type for token in inline.children} <= {"text", "text_special"}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("['https://shop.example']", r"\['https\://shop.example'\]"),
        ("ada@example.org", r"ada\@example.org"),
        ("www.example.org", r"www\.example.org"),
        ("@fastify/schedule: at 12:30, localhost:8000", "@fastify/schedule: at 12:30, localhost:8000"),
    ],
)
def test_an_address_in_plain_text_becomes_no_link(text, written):
    assert escape(text) == written
    assert reader.renderInline(escape(text)) == text


def test_line_ends_and_pipes_cannot_break_a_cell():
    assert escape("a\n| b |\r\n\tc") == r"a \| b \| c"


@pytest.mark.parametrize(
    "url", ["https://example.org/a_(b)", "https://example.org/a b", "https://example.org/?q=<x>|y", "https://e.org/[1]"]
)
def test_a_link_survives_any_url_and_any_title(url):
    (inline,) = [token for token in reader.parse(link("Title [1] `x`", url)) if token.type == "inline"]
    assert inline.children[0].type == "link_open"
    assert inline.children[-1].type == "link_close"
    assert inline.children[0].attrs["href"].startswith("https://e")


def test_links_of_an_editor_hold_anywhere():
    text = (
        "[a](/features/orm/) [b](../c-vs-d/) [c](#table) ![d](/media/p.png 'Title')\n\n"
        "[e](https://example.org/x) [f](mailto:a@example.org) [g](<h i>) [j][ref]\n\n[ref]: /ref"
    )
    assert links(stand_alone(text, BASE)) == [
        "https://hub.example/features/orm/",
        "https://hub.example/comparisons/c-vs-d/",
        f"{BASE}#table",
        "https://hub.example/media/p.png",
        "https://example.org/x",
        "mailto:a@example.org",
        f"{BASE}h%20i",
        "https://hub.example/ref",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "```\n[a](/b)\n```",
        "~~~md\n[a]: /b\n~~~",
        "    [a](/b)",
        "Type `[a](/b)` or ``x ` [a](/b)``.",
        r"Not a link: \](/b)",
        "- item\n\n  ```\n  [a](/b)\n  ```",
    ],
)
def test_code_stays_as_it_was_written(text):
    assert stand_alone(text, BASE) == text


def test_a_stray_backtick_does_not_hide_the_links_of_the_next_paragraph():
    assert "(https://hub.example/b)" in stand_alone("One ` tick.\n\n[a](/b)\n\nAnother ` tick.", BASE)


def test_an_open_code_block_does_not_swallow_what_follows():
    for text in ["```python\nx = 1", "````\n```\nx", "```"]:
        whole = stand_alone(text, BASE) + "\n\n## After"
        assert "heading_open" in [token.type for token in reader.parse(whole)]


def test_footnotes_of_two_texts_do_not_meet():
    text = "A[^1] claim.\n\n[^1]: [Proof](/p)."
    assert stand_alone(text, BASE, prefix="faq-x") == (
        "A[^faq-x-1] claim.\n\n[^faq-x-1]: [Proof](https://hub.example/p)."
    )
    assert "[^1]" in stand_alone(text, BASE)


@pytest.mark.parametrize("text", ["", "[a](http://[)", "[]()", "`" * 5000, "](" * 5000, "[x" * 5000, "` `` " * 2000])
def test_no_text_is_refused_or_takes_long(text):
    assert stand_alone(text, BASE).startswith(text[:2])


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("Before <!-- to my editor --> after.", "Before  after."),
        ("Before\n\n<!-- to\n\nmy `editor` -->\nAfter.", "Before\n\n\nAfter."),
        ("<!--more-->A <!-- x <!-- y -->b", "A b"),
        ("<!-- ```\n[x](/y/)\n``` -->\nA `b`", "\nA `b`"),
        ("`<!-- shown -->` and\n\n```\n<!-- shown -->\n```", "`<!-- shown -->` and\n\n```\n<!-- shown -->\n```"),
        ("Open <!-- to the end", "Open <!-- to the end"),
        ("`Open <!-- to -->", "`Open "),
    ],
)
def test_what_a_page_does_not_show_its_markdown_does_not_tell(text, alone):
    assert stand_alone(text, "https://hub.example.org/articles/a/") == alone
