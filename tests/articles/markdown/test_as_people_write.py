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


# --- the few tags -------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<!--more-->", ""),
        ("a<!-- note to my editor -->b", "<p>ab</p>"),
        ("a\n<!-- over\n\nlines -->\nb", "<p>a</p>\n<p>b</p>"),
        ("> <!-- quoted -->\n> b", "<blockquote>\n<p>b</p>\n</blockquote>"),
        ("- a\n  <!-- x -->", "<ul>\n<li>a</li>\n</ul>"),
        ("<!-- open", "<p>&lt;!-- open</p>"),
        ("`<!-- code -->`", "<p><code>&lt;!-- code --&gt;</code></p>"),
    ],
)
def test_comments_are_not_shown(text, shown):
    assert html(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a<br>b<BR/>c<br />d", "<p>a<br>\nb<br>\nc<br>\nd</p>"),
        ("<kbd>Ctrl</kbd>+<kbd>C</kbd>", "<p><kbd>Ctrl</kbd>+<kbd>C</kbd></p>"),
        ("H<sub>2</sub>O, x<sup>*n*</sup>", "<p>H<sub>2</sub>O, x<sup><em>n</em></sup></p>"),
        ("**<kbd>A</kbd>**", "<p><strong><kbd>A</kbd></strong></p>"),
        ("<sub>open", "<p>&lt;sub&gt;open</p>"),
        ("<kbd class=x>a</kbd>", "<p>&lt;kbd class=x&gt;a&lt;/kbd&gt;</p>"),
        ("<u>a</u> </sub>", "<p>&lt;u&gt;a&lt;/u&gt; &lt;/sub&gt;</p>"),
    ],
)
def test_a_few_tags_without_attributes_work_and_all_else_is_shown_as_typed(text, shown):
    assert html(text) == shown


def test_a_line_break_works_in_a_cell():
    assert "<td>a<br>\nb</td>" in html("|x|\n|-|\n|a<br>b|")


@pytest.mark.parametrize(
    "text",
    [
        "<details>\n<summary>More *x*</summary>\n\nInside\n\n</details>\n\nAfter",
        "<details><summary>More *x*</summary>\n\nInside\n</details>\n\nAfter",
        "<DETAILS>\n\n<summary>More *x*</summary>\nInside\n\n</DETAILS>\nAfter",
    ],
)
def test_details_open_at_a_click(text):
    shown = "<details>\n<summary>More <em>x</em></summary>\n<p>Inside</p>\n</details>\n<p>After</p>"
    assert html(text) == shown


def test_details_stand_in_each_other_and_in_quotes():
    inner = "<details open>\n<summary>In</summary>\n\n- a\n\n</details>"
    page = read(f"<details>\n<summary>Out</summary>\n\n{inner}\n\n</details>")
    assert page.all("details") == [{}, {"open": ""}]
    assert read("> <details>\n> <summary>S</summary>\n>\n> T\n>\n> </details>").all("details") == [{}]


def test_details_without_a_summary_or_an_end_are_shown_as_typed():
    assert read("<details>\n\nText\n\n</details>").all("details") == []
    assert read("<details>\n<summary>S</summary>\n\nText").all("details") == []


PICTURE = "/media/0123456789abcdef0123-640x480.png"


def test_a_picture_of_this_site_may_be_written_as_a_tag(settings):
    (first,) = read(f'<img src="{PICTURE}" alt="A &lt; b" width="3" />').all("img")
    assert (first["src"], first["width"], first["loading"]) == (PICTURE, "640", "lazy")
    assert read(f"<img alt='A' src='{settings.SITE_URL}{PICTURE}'>").all("img")[0]["src"] == PICTURE


@pytest.mark.parametrize(
    "attributes",
    ['src="http://evil.example/a"', 'src="//evil.example/a"', "src=/a", f'src="{PICTURE}" onerror="a"', ""],
)
def test_any_other_picture_tag_is_shown_as_typed(attributes):
    page = read(f"<img {attributes}>")
    assert page.all("img") == []
    assert "<img" in page.text


# --- headings -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "name", "text"),
    [
        ("## Setup {#install}", "install", "Setup"),
        ("## Setup {#install .wide}", "install", "Setup"),
        ("## Setup {.wide #In_stall}", "In_stall", "Setup"),
        ("## Setup {: #install }", "install", "Setup"),
        ('## Setup {: .wide data-x="1"}', "setup", "Setup"),
        ("Setup {#v1.2}\n---", "v1.2", "Setup"),
        ("## Set {braces}", "set-braces", "Set {braces}"),
    ],
)
def test_the_author_may_choose_the_id_of_a_heading(heading, name, text):
    assert render(heading).contents == [{"level": 2, "id": name, "text": text}]


def test_a_chosen_id_is_unique_and_wins_over_a_made_one():
    ids = read("# Install\n# A {#install}\n# B {#install}").ids
    assert ids == ["install-2", "install", "install-3"]
    assert [item["id"] for item in render("# A {#x}", "faq").contents] == ["faq-x"]


@pytest.mark.parametrize(
    "text", ["a\n{: .x}", "{: #y}\na", "[a](/b){: .c}", "*a*{:.b}", "`a`{:.language-sh}", "a {:.b}"]
)
def test_attributes_of_kramdown_are_not_shown(text):
    assert "{" not in html(text)


def test_braces_in_code_and_in_a_sentence_stay():
    assert "{:a}" in html("`{:a}`")
    assert "{: a}" in html("A {: a} b")


@pytest.mark.parametrize(
    "start", ["\ufeff", "\u200b", "\u00a0", "\u2060", "\ufeff\u00a0", "  \u200b", "\u3000", "\u2003", "\u200f"]
)
@pytest.mark.parametrize(("block", "tag"), [("# A", "<h2"), ("- a", "<li>"), ("> a", "<blockquote>"), ("***", "<hr")])
def test_what_nobody_sees_before_a_block_does_not_stop_it(start, block, tag):
    assert tag in html(f"{start}{block}")
    assert tag in html(f"text\n\n{start}{block}")


@pytest.mark.parametrize("space", ["\u00a0", "\u3000", "\u2003", "\u202f"])
def test_another_space_behind_the_sign_of_a_heading_does_not_stop_it(space):
    assert html(f"#{space}A") == '<h2 id="a">A</h2>'


def test_a_paragraph_keeps_the_mark_that_turns_its_direction():
    assert html("\u200fHTML هي") == "<p>\u200fHTML هي</p>"


# --- alerts, definitions, tables ----------------------------------------------


@pytest.mark.parametrize("kind", ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION", "note"])
def test_alerts_have_a_class_and_a_title(kind):
    opening = f'<blockquote class="alert alert-{kind.lower()}">\n<div class="alert-title">{kind.capitalize()}</div>\n'
    assert html(f"> [!{kind}]\n> Text") == f"{opening}<p>Text</p>\n</blockquote>"
    assert html(f"> [!{kind}]\n>\n> Text") == f"{opening}<p>Text</p>\n</blockquote>"


def test_a_quote_that_is_no_alert_stays_a_quote():
    assert "alert" not in html("> [!OTHER]\n> a\n\n> a [!NOTE]\n\n> [!NOTE] a")


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("Term\n: Text", "dl dt dd"),
        ("Term\n:   Text\n:   More", "dl dt dd dd"),
        ("A\n: B\n\nC\n: D", "dl dt dd dt dd"),
        ("A\n\n: - B", "dl dt dd ul li"),
    ],
)
def test_definition_lists(text, tags):
    assert [tag for tag, _ in read(text).tags] == tags.split()


@pytest.mark.parametrize("code", ["`a|b`", r"`a\|b`", "``a|b``", "`a | b`", "x `a|b` y"])
def test_a_pipe_in_code_divides_no_cells(code):
    page = read(f"|x|y|\n|-|-|\n|{code}|end|\n")
    assert len(page.all("td")) == 2
    assert "|b" in page.text.replace(" ", "")
    assert "end" in page.text


def test_a_pipe_in_code_outside_of_tables_is_as_it_was():
    assert html("a `b|c` d") == "<p>a <code>b|c</code> d</p>"
    assert "`x|y`" in read("```\n`x|y`\n```").text
