"""What the Markdown pipeline makes of a text."""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings

from articles.markdown import rendering as markdown
from articles.markdown.highlighting import MAX_CODE
from articles.markdown.rendering import render
from tests.articles.markdown.markdown_reader import Checker, read

# --- headings, contents, lead and body --------------------------------------------


def test_the_text_before_the_first_heading_is_the_lead():
    page = render("Before.\n\n> # Quoted\n\n## One\n\nAfter.")
    assert page.lead == '<p>Before.</p>\n<blockquote>\n<h2 id="quoted">Quoted</h2>\n</blockquote>'
    assert page.body == '<h2 id="one">One</h2>\n<p>After.</p>'
    assert page.html == page.lead + page.body


def test_a_text_without_headings_is_all_lead_and_an_empty_text_is_nothing():
    assert render("Just text.").body == ""
    assert render("") == render(" \n") == markdown.Page("", "", [])


def test_the_contents_list_headings_of_two_levels_in_order_as_plain_text():
    page = render("# *One* & `1`[^n]\n## Two\n### Three\n#### Four\n- # Item\n\n[^n]: Note", "faq-x")
    assert page.contents == [
        {"level": 2, "id": "faq-x-one-and-1", "text": "One & 1"},
        {"level": 2, "id": "faq-x-two", "text": "Two"},
        {"level": 3, "id": "faq-x-three", "text": "Three"},
    ]
    assert "<h1" not in page.html
    assert '<h4 id="faq-x-four">' in page.html


def test_heading_ids_are_unique_and_none_is_that_of_a_footnote():
    page = read("# A\n# A\n# A 2\n# A\n# 日本語\n# !\n# ?\n# fn:1\n# x {#fn:1}\n\nText[^1]\n\n[^1]: Note")
    assert page.ids[:7] == ["a", "a-2", "a-2-2", "a-3", "日本語", "section", "section-2"]
    assert page.ids[7:] == ["fn1", "x-sharpfn1", "fnref:1", "fn:1"]


# --- footnotes, tasks, tables, images ---------------------------------------------


def test_footnotes_of_two_fields_on_one_page_do_not_collide():
    text = "One[^a], again[^a], two[^b].\n\n[^a]: First.\n[^b]: Second."
    page = Checker(render(text, "left").html + render(text, "right").html)
    targets = {link["href"].removeprefix("#") for link in page.all("a")}
    assert targets == set(page.ids)
    assert "left-fn:1" in targets
    assert all(link["aria-label"] for link in page.all("a"))


def test_footnotes_stand_at_the_end_of_the_body_or_of_the_lead_where_there_is_none():
    assert 'class="footnotes"' in render("A[^1]\n\n[^1]: N").lead
    page = render("A[^1]\n\n# H\n\n[^1]: N\n\nEnd.")
    assert 'class="footnotes"' not in page.lead
    assert page.body.endswith("</div>")


def test_a_footnote_inside_another_footnote_is_ordinary_text():
    page = read("[^a] [^b] [^c]\n\n[^b]: [^c]: y\n\n[^a]: x\n\n    [^d]: z")
    assert [link["href"] for link in page.all("a")] == ["#fn:1", "#fn:2", "#fnref:1", "#fnref:2"]
    assert "[^c]: y" in page.text
    assert "[^d]: z" in page.text


def test_tasks_carry_a_mark_with_a_name():
    page = read("- [ ] open\n- [x] *done*\n\n- [X]  loose\n- plain [x]\n\n[x]: /link")
    assert [mark["aria-label"] for mark in page.all("span")] == ["To do", "Done", "Done"]
    assert page.text.split() == ["☐", "open", "☑", "done", "☑", "loose", "plain", "x"]


def test_tables_scroll_alone_and_say_what_heads_a_column():
    page = read("||B|C|D|\n|-|:-|:-:|-:|\n|1|2|3|4|\n\n|E|\n|-|")
    assert page.all("th") == [
        {"class": "align-left", "scope": "col"},
        {"class": "align-center", "scope": "col"},
        {"class": "align-right", "scope": "col"},
        {"scope": "col"},
    ]
    assert page.all("div") == [
        {"class": "table-scroll", "tabindex": "0", "role": "region", "aria-label": "Table"},
        {"class": "table-scroll", "tabindex": "0", "role": "region", "aria-label": "Table 2"},
    ]


def test_a_table_beyond_the_limits_goes_on_as_text():
    assert read("|a" * 101 + "\n" + "|-" * 101).all("table") == []
    page = read("|a|b|\n|-|-|\n" + "|x\n" * 30_000)
    assert len(page.all("td")) < 21_000
    assert page.text.count("x") == 30_000


def test_our_uploads_say_their_size_and_every_image_waits_for_its_turn():
    ours, theirs = "/media/0123456789abcdef0123-640x480.png", "https://a.example/0123456789abcdef0123-9x9.png"
    first, second = read(f"![*Alt* text]({ours} 'T') ![]({theirs})").all("img")
    later = {"loading": "lazy", "decoding": "async"}
    assert first == {"src": ours, "alt": "Alt text", "title": "T", "width": "640", "height": "480", **later}
    assert second == {"src": theirs, "alt": "", **later}


def test_a_picture_called_decorative_says_nothing():
    page = read('![](/a.png "decorative") ![words](/b.png "decorative")')
    assert [(image["alt"], image.get("title")) for image in page.all("img")] == [("", None), ("words", "decorative")]


# --- code -------------------------------------------------------------------------


def test_code_is_coloured_by_classes_and_keeps_its_text():
    code = "\n@a\ndef f(x):  # <b> & 'q'\n\treturn \"é\" + str(1)\n\n"
    page = read(f"```py title=a\n{code}```")
    assert page.text == code + ("" if code.endswith("\n") else "\n")
    assert page.all("pre") == [{"class": "code", "tabindex": "0"}]
    assert page.all("code") == [{"class": "language-python"}]
    assert {span["class"] for span in page.all("span")} == {"nd", "k", "nf", "c", "s", "nb", "m"}


@pytest.mark.parametrize("info", ["nosuch", "", "{.python}", "py" * 500])
def test_code_in_an_unknown_language_is_plain(info):
    assert render(f"```{info}\n<i>\n```").html == '<pre class="code" tabindex="0"><code>&lt;i&gt;\n</code></pre>'


@pytest.mark.parametrize("language", sorted(markdown.LANGUAGES))
def test_every_language_has_a_lexer_and_keeps_the_text(language):
    code = "// a <b> # $x = 'y';\n\n  @z(1) {% if %} {{ c }}\n"
    page = read(f"```{language}\n{code}```")
    assert page.text == code
    assert page.all("code") == [{"class": f"language-{language}"}]


@pytest.mark.parametrize("code", ["x = 1\n" * (MAX_CODE // 5), "x" * 600, "x" + " " * 200 + "y"])
def test_code_that_could_take_long_to_colour_stays_plain(code):
    assert read(f"```c\n{code}\n```").all("span") == []


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_code_can_be_read_on_light_and_dark():
    css = (Path(settings.BASE_DIR) / "static/css/prose.css").read_text()
    pairs = re.findall(r"\bcolor: light-dark\((#\w{6}), (#\w{6})\)", css)
    assert len(pairs) == 8
    for light, dark in pairs:
        for background in ("#f6f7f9", "#f4f5f2"):
            assert (luminance(background) + 0.05) / (luminance(light) + 0.05) >= 4.5
        for background in ("#16191d", "#1c2024"):
            assert (luminance(dark) + 0.05) / (luminance(background) + 0.05) >= 4.5


# --- depth, and the clock -----------------------------------------------------------


def test_what_is_nested_too_deep_is_shown_as_it_was_typed():
    text = "\n".join("  " * depth + f"- item{depth}" for depth in range(30)) + "\n\n" + "> " * 30 + "quote\n\nEnd"
    shown = read(text).text.split()
    assert {f"item{depth}" for depth in range(30)} | {"quote", "End"} <= set(shown)


def test_threads_render_at_the_same_time():
    texts = [f"# {i}\n\nA[^1] [b](/c) |\n\n```py\nx = {i}\n```\n\n[^1]: {i}" for i in range(40)]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(render, texts)) == [render(text) for text in texts]
