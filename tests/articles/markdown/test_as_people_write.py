"""Markdown as people write it: what other tools read beside CommonMark."""

import pytest

from articles.markdown.rendering import render
from tests.articles.markdown.markdown_reader import read


def html(text):
    return render(text).html


# --- footnotes ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("A[^1] B[^2]\n\n[^1]: one\n[^2]: two", ["one", "two"]),
        ("A[^x] B[^y] C[^z]\n\n[^x]: one\nlazy\n[^y]: two\n[^z]: three", ["one\nlazy", "two", "three"]),
        ("- A[^1]\n\n  [^1]: in a list", ["in a list"]),
        ("> A[^1] B[^b]\n>\n> [^1]: quoted\n> [^b]: too", ["quoted", "too"]),
        ("1. A[^1]\n\n   [^1]: one\n   [^2]: unused\n\nEnd", ["one"]),
        ("> A[^1]\n[^1]: below a quote", ["below a quote"]),
        ("A[^1] B[^2]\n\n[^1]: > one\n[^2]: - two", ["one", "two"]),
        ("Term[^1]\n: B[^b]\n[^1]: one\n[^b]: two", ["one", "two"]),
    ],
)
def test_footnotes_may_follow_each_other_and_stand_in_lists_and_quotes(text, notes):
    page = read(text)
    assert [page.text.count(note) for note in notes] == [1] * len(notes)
    assert len([item for item in page.all("li") if item.get("id", "").startswith("fn:")]) == len(notes)
    assert {link["href"].removeprefix("#") for link in page.all("a")} == set(page.ids)


def test_a_note_that_nothing_defines_is_text_and_no_link():
    assert html("A[^1]") == "<p>A[^1]</p>"


# --- bare addresses -----------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("See https://a.example/b.", "https://a.example/b"),
        ("(https://a.example)", "https://a.example"),
        ("(see https://a.example/x_(y))", "https://a.example/x_(y)"),
        ("https://a.example/__init__.py, and", "https://a.example/__init__.py"),
        ("“https://a.example/b?c=d&e=f#g”!", "https://a.example/b?c=d&amp;e=f#g"),
        ("*https://a.example/b*", "https://a.example/b"),
        ("[https://a.example/b]", "https://a.example/b"),
        ("见https://a.example/b。", "https://a.example/b"),
        ("|a|\n|-|\n|https://a.example/b|", "https://a.example/b"),
        ("HTTP://A.example/b;", "HTTP://A.example/b"),
        ("https://a.example/?b=1&amp;c=2", "https://a.example/?b=1&amp;c=2"),
        ("&lt;https://a.example/b&gt;", "https://a.example/b"),
        ("&quot;https://a.example/b&quot;.", "https://a.example/b"),
        (r"https://a.example/b\_c\_d.", "https://a.example/b_c_d"),
        (r"https://a\_b.example", "https://a_b.example"),
        ("https://a.example/b—and", "https://a.example/b"),
        ("[x]: /y\nhttps://a.example/b", "https://a.example/b"),
        ("https://a.example\u200b and", "https://a.example"),
        ("https://a.example/b\ufeff", "https://a.example/b"),
        ("https://a.example/b، و", "https://a.example/b"),
        ("https://a.example/b؟", "https://a.example/b"),
        ("https://a.example/b।", "https://a.example/b"),
        ("‹https://a.example/b›", "https://a.example/b"),
        ("https://a.example/ि", "https://a.example/%E0%A4%BF"),
        ("https://a.example/b&nbsp;c", "https://a.example/b"),
        ("https://a.example/b[^1].\n\n[^1]: n", "https://a.example/b"),
        ("https://a.example/b[1]", "https://a.example/b%5B1%5D"),
    ],
)
def test_a_bare_address_is_a_link_without_the_end_of_its_sentence(text, address):
    assert f'<a href="{address}">' in html(text)


def test_an_address_that_begins_with_www_is_a_link_too():
    assert html("www.a.example/b.") == '<p><a href="http://www.a.example/b">www.a.example/b</a>.</p>'


@pytest.mark.parametrize(
    "text", ["www.", "http://", "xhttps://a.example", "ftp://a.example", "awww.a.example", "`https://a.example`"]
)
def test_what_is_no_address_stays_text(text):
    assert "<a" not in html(text)


def test_an_address_in_the_text_of_a_link_is_no_second_link():
    assert html("[https://a.example](/b)") == '<p><a href="/b">https://a.example</a></p>'


# --- headings -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "name", "text"),
    [
        ("## Setup {#install}", "install", "Setup"),
        ("## Setup {#install .wide}", "install", "Setup"),
        ("## Setup {.wide #In_stall}", "In_stall", "Setup"),
        ("## Setup {: #install }", "install", "Setup"),
        ("## Setup ## {#install}", "install", "Setup"),
        ("## F# # {#f}", "f", "F#"),
        ("## Setup {#sec:install}", "sec:install", "Setup"),
        ("## Setup {#install data-x='1' width=50%}", "install", "Setup"),
        ("## Setup {#fn:1}", "setup-sharpfn1", "Setup {#fn:1}"),
        ("## Setup\n{: #x-fnref:1}", "setup", "Setup"),
        ('## Setup {: .wide data-x="1"}', "setup", "Setup"),
        ("Setup {#v1.2}\n---", "v1.2", "Setup"),
        ("## Set {braces}", "set-braces", "Set {braces}"),
        ("## Setup\n{: #install}", "install", "Setup"),
        ("## Setup\n{:.wide #in_stall}\nText", "in_stall", "Setup"),
        ("Setup\n---\n{: #install .wide }", "install", "Setup"),
        ("## Setup\n\n{: #install}", "setup", "Setup"),
    ],
)
def test_the_author_may_choose_the_id_of_a_heading(heading, name, text):
    assert render(heading).contents == [{"level": 2, "id": name, "text": text}]


def test_a_chosen_id_is_unique_and_wins_over_a_made_one():
    ids = read("# Install\n# A {#install}\n# B {#install}").ids
    assert ids == ["install-2", "install", "install-3"]
    assert [item["id"] for item in render("# A {#x}", "faq").contents] == ["faq-x"]


@pytest.mark.parametrize(
    "text",
    [
        "a\n{: .x}",
        "{: #y}\na",
        "[a](/b){: .c}",
        "*a*{:.b}",
        "`a`{:.language-sh}",
        "a {:.b}",
        "- {:.x} a",
        "1. {: #b} c",
    ],
)
def test_attributes_of_kramdown_are_not_shown(text):
    assert "{" not in html(text)


def test_braces_in_code_and_in_a_sentence_stay():
    assert "{:a}" in html("`{:a}`")
    assert "{: a}" in html("A {: a} b")


@pytest.mark.parametrize(
    "start",
    [
        *("\ufeff", "\u200b", "\u00a0", "\u2060", "\ufeff\u00a0", "  \u200b", "\u3000", "\u2003", "\u200f", "\u00ad"),
        *("\u00a0\u00a0\u00a0\u00a0", "\u061c", "\u202a\u202c", "\u2066\u2069"),
    ],
)
@pytest.mark.parametrize("block", ["# A", "- a\n- b", "1. a\n\n   b", "> a", "***", "* a\n  * b"])
def test_what_nobody_sees_before_a_block_does_not_stop_it(start, block):
    seen = " " * start.count(" ") + block
    assert html(f"{start}{block}") == html(seen)
    assert html(f"text\n\n{start}{block}") == html(f"text\n\n{seen}")


@pytest.mark.parametrize("sign", ["\u200b", "\u00a0", "\ufeff\u2003", "\u2060"])
@pytest.mark.parametrize("fence", ["```", "~~~~"])
@pytest.mark.parametrize("before", ["", "> ", "- "])
def test_what_nobody_sees_before_a_fence_stops_neither_its_beginning_nor_its_end(sign, fence, before):
    inside = before.replace("-", " ")
    for start, end in ((sign, sign), (sign, ""), ("", sign)):
        text = f"{before}{start}{fence}\n{inside}code\n{inside}{end}{fence}\n\nafter"
        assert html(text) == html(text.replace(sign, ""))


@pytest.mark.parametrize("before", ["", "> ", "- ", "text\n"])
@pytest.mark.parametrize("after", ["Intro", "# Intro", "<!-- more\n\nsecret --> Intro"])
def test_a_comment_with_text_behind_its_end_is_not_shown(before, after):
    inside = "" if before == "text\n" else before.replace("-", " ")
    text = f"<!-- TODO secret\n\n```\n- secret --> {after}".replace("\n", f"\n{inside}")
    page = read(before + text)
    assert "secret" not in page.text
    assert page.text.strip().endswith("Intro")


@pytest.mark.parametrize("space", ["\u00a0", "\u3000", "\u2003", "\u202f"])
def test_another_space_behind_the_sign_of_a_heading_does_not_stop_it(space):
    assert html(f"#{space}A") == '<h2 id="a">A</h2>'


def test_a_paragraph_keeps_the_mark_that_turns_its_direction():
    assert html("\u200fHTML هي") == "<p>\u200fHTML هي</p>"


# --- quotes, alerts, definitions, tables ----------------------------------------------


@pytest.mark.parametrize("lines", ["> a\n" + "b\n" * 90, "> a\nb\n" * 9, "> - a\n  b\nc\n> d", "> a\n" * 90 + "b"])
def test_a_quote_goes_on_in_lines_without_its_sign(lines):
    assert html(lines).count("<blockquote>") == html(f"{lines}\n\nend").count("<p>end") == 1
    assert html(lines).endswith("</blockquote>")


@pytest.mark.parametrize("kind", ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION", "note"])
def test_alerts_have_a_class_and_a_title(kind):
    opening = f'<blockquote class="alert alert-{kind.lower()}">\n<div class="alert-title">{kind.capitalize()}</div>\n'
    assert html(f"> [!{kind}]\n> Text") == f"{opening}<p>Text</p>\n</blockquote>"
    assert html(f"> [!{kind}]\n>\n> Text") == f"{opening}<p>Text</p>\n</blockquote>"


def test_a_quote_that_is_no_alert_stays_a_quote():
    assert "alert" not in html("> [!OTHER]\n> a\n\n> a [!NOTE]\n\n> [!NOTE] a\n\n> \\[!NOTE]\n> a")


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("Term\n: Text", "dl dt dd"),
        ("Term\n:   Text\n:   More", "dl dt dd dd"),
        ("A\n: B\n\nC\n: D", "dl dt dd dt dd"),
        ("A\n\n: - B", "dl dt dd ul li"),
        ("A\nB\n: C", "dl dt dt dd"),
        ("A\nB\n~ C", "dl dt dt dd"),
        ("A\nB\n: C\n\nD\n: E\n\nF\nG\n: H\n: I", "dl dt dt dd dt dd dt dt dd dd"),
        ("A\nB *c*\n:   D\n\n    E", "dl dt dt em dd p p"),
        ("- A\n  B\n  : C", "ul li dl dt dt dd"),
        ("> A\n> B\n> : C", "blockquote dl dt dt dd"),
        ("A\n- B\n: C", "p ul li"),
        ("A\n\nB\n\nC\n: D", "p p dl dt dd"),
        ("A\n" * 20 + ": B", "p"),
    ],
)
def test_definition_lists_where_several_terms_may_have_one_definition(text, tags):
    assert [tag for tag, _ in read(text).tags] == tags.split()


@pytest.mark.parametrize(
    "text", ["* TOC\n{:toc}", "1. TOC\n{:toc .wide}", "- Contents of this\n{: toc}", "+ x\n{:.no_toc toc #here}"]
)
def test_the_place_of_a_table_of_contents_is_not_shown(text):
    assert html(f"# A\n{{: .no_toc}}\n\n{text}\n\nText") == '<h2 id="a">A</h2>\n<p>Text</p>'


@pytest.mark.parametrize("text", ["* TOC\n{: .toc}", "* a\n* b\n\n{:toc}", "- a\n  {:tocs}"])
def test_any_other_list_with_attributes_is_shown(text):
    assert "<li>" in html(text)


@pytest.mark.parametrize(
    "code", ["`a|b`", r"`a\|b`", "``a|b``", "`a | b`", "x `a|b` y", "`x` `a|b`", "``a`x`|b``", "`||b`", r"\`x `|b`"]
)
def test_a_pipe_in_code_divides_no_cells(code):
    page = read(f"|x|y|\n|-|-|\n|{code}|end|\n")
    assert len(page.all("td")) == 2
    assert "|b" in page.text.replace(" ", "")
    assert "end" in page.text


@pytest.mark.parametrize("row", ["`a`|`b`", "| `a` | `b` |", "| ``a`` | `b` |", "x `a` | y `b` z", r"| \`a | b\` |"])
def test_a_pipe_between_two_pieces_of_code_divides_them(row):
    page = read(f"|x|y|\n|-|-|\n{row}\n")
    first, second = page.text.replace("x", "").replace("y", "").split()[:2]
    assert ("a" in first, "b" in second) == (True, True)
    assert "|" not in page.text


def test_a_pipe_in_code_outside_of_tables_is_as_it_was():
    assert html("a `b|c` d") == "<p>a <code>b|c</code> d</p>"
    assert "`x|y`" in read("```\n`x|y`\n```").text
