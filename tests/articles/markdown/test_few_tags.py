"""The few tags of HTML that work by rules of ours; all else is shown as it was typed."""

import pytest

from tests.articles.markdown.markdown_reader import read
from tests.articles.markdown.test_as_people_write import html


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<!--more-->", ""),
        ("<!-- a --> <!-- b --><!-- c -->\nd", "<p>d</p>"),
        ("## A <!-- b -->\n\n<!-- c\nd --><!-- e -->", '<h2 id="a">A </h2>'),
        ("a<!-- note to my editor -->b", "<p>ab</p>"),
        ("a\n<!-- over\n\nlines -->\nb", "<p>a</p>\n<p>b</p>"),
        ("> <!-- quoted -->\n> b", "<blockquote>\n<p>b</p>\n</blockquote>"),
        ("- a\n  <!-- x -->", "<ul>\n<li>a</li>\n</ul>"),
        ("- a\n  <!-- x -->\n  b", "<ul>\n<li>a\nb</li>\n</ul>"),
        ("- a\n  {:.x}\n  b", "<ul>\n<li>a\nb</li>\n</ul>"),
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
        ("<kbd><kbd>Ctrl</kbd>+<kbd>C</kbd></kbd>", "<p><kbd><kbd>Ctrl</kbd>+<kbd>C</kbd></kbd></p>"),
        ("x<sup>a<sup>b</sup></sup>", "<p>x<sup>a<sup>b</sup></sup></p>"),
        ("<sub>a<kbd>b</kbd><sub>c</sub></sub>", "<p><sub>a<kbd>b</kbd><sub>c</sub></sub></p>"),
        ("<kbd>a<KBD>b</KBD>", "<p>&lt;kbd&gt;a<kbd>b</kbd></p>"),
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
        "<details><summary>More *x*</summary>Inside</details>\nAfter",
        "<details><summary>More *x*</summary> Inside </details>\n\nAfter",
        "<details><summary>More *x*</summary>\nInside</details>\nAfter",
        "<details>\n  <summary>\n    More *x*\n  </summary>\n  Inside\n</details>\nAfter",
        '<details markdown="1">\n<summary>More *x*</summary>\n\nInside\n\n</details>\n\nAfter',
        "<details markdown class='a' id=b><summary>More *x*</summary>Inside</details>\n\nAfter",
        '<details\n style="x"><summary markdown="span">More *x*</summary>Inside</details>\n\nAfter',
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


@pytest.mark.parametrize(
    "text",
    [
        "<details><summary>A</summary><details><summary>B</summary>c</details></details>",
        "<details><summary>A</summary>\n<details><summary>B</summary>c</details>\n</details>",
        "- <details><summary>A</summary>b</details>\n- <details>\n  <summary>B</summary>\n  c\n  </details>",
        "text\n<details><summary>A</summary>b</details>\n> <details><summary>B</summary>c</details>",
        "<details><summary>A</summary>\n\n```\n</details>\n```\n</details>\n<details><summary>B</summary></details>",
    ],
)
def test_details_on_one_line_stand_in_each_other_in_lists_and_around_code(text):
    page = read(text)
    assert page.all("details") == page.all("summary") == [{}, {}]


@pytest.mark.parametrize(
    "text",
    [
        "<details>\n\nText\n\n</details>",
        "<details onclick='a'><summary>S</summary>a</details>",
        "<details>\n<summary>S</summary>\n\nText",
        "<details><summary>S</details>\n</summary>",
        "<details><summary>S</summary>\n```\n</details>",
        "<details><summary>S</summary>a</details> b",
    ],
)
def test_details_without_a_summary_or_an_end_are_shown_as_typed(text):
    page = read(text)
    assert page.all("details") == []
    assert "</details>" in page.text or "</details>" not in text


def test_what_stands_outside_of_a_list_that_details_began_in_is_not_lost():
    assert "outside" in read("- <details>\n  <summary>S</summary>\n\noutside\n</details>\n").text


PICTURE = "/media/0123456789abcdef0123-640x480.png"


def test_a_picture_of_this_site_may_be_written_as_a_tag(settings):
    (first,) = read(f'<img src="{PICTURE}" alt="A &lt; b" width="3" />').all("img")
    assert (first["src"], first["width"], first["loading"]) == (PICTURE, "640", "lazy")
    assert read(f"<img alt='A' src='{settings.SITE_URL}{PICTURE}'>").all("img")[0]["src"] == PICTURE


@pytest.mark.parametrize(
    "attributes",
    ["src={}", "src={} width=50%", "alt src='{}'", 'src="{}" style="width: 50%" class=wide', "id=a\n  SRC={}\n  /"],
)
def test_a_picture_may_be_written_as_html_allows(attributes):
    (picture,) = read(f"<img {attributes.format(PICTURE)}>").all("img")
    assert set(picture) == {"src", "alt", "loading", "decoding", "width", "height"}
    assert (picture["src"], picture["width"]) == (PICTURE, "640")


@pytest.mark.parametrize("alt", ["&quot;a&quot; &amp; b", "&#34;a&#x22; &amp; b"])
def test_the_words_of_a_picture_are_read_as_html_has_them(alt):
    assert read(f'<img src="{PICTURE}" alt="{alt}">').all("img")[0]["alt"] == '"a" & b'


@pytest.mark.parametrize(
    "attributes",
    ['src="http://evil.example/a"', 'src="//evil.example/a"', "src=//evil.example", f'src="{PICTURE}" onerror="a"', ""],
)
def test_any_other_picture_tag_is_shown_as_typed(attributes):
    page = read(f"<img {attributes}>")
    assert page.all("img") == []
    assert "<img" in page.text
