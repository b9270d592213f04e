"""The Markdown pipeline: what it makes of a text, what it refuses, and that no text keeps it busy."""

import json
import re
import time
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from articles import markdown
from articles.highlighting import MAX_CODE
from articles.markdown import render

VOID = {"br", "hr", "img"}
BLOCKS = "p blockquote ul ol li hr pre div section h2 h3 h4 h5 h6 table thead tbody tr th td"
TAGS = set(f"{BLOCKS} a em strong s code span sup br img".split())
NAMES = "href title id aria-label src alt width height loading decoding start class tabindex role scope"
ATTRIBUTES = set(NAMES.split())
SAFE_ADDRESS = re.compile(r"(?:https?|mailto):|[^:/?#]*(?:[/?#]|$)", re.IGNORECASE)


class Checker(HTMLParser):
    """Reads HTML as strictly as we can ask: every tag closed, in order, and nothing outside the lists."""

    def __init__(self, html):
        super().__init__()
        self.stack, self.tags, self.ids, self.texts = [], [], [], []
        self.feed(html)
        self.close()
        assert self.stack == []
        assert len(self.ids) == len(set(self.ids))

    def handle_starttag(self, tag, attrs):
        assert tag in TAGS
        assert len(attrs) == len(dict(attrs))
        assert set(dict(attrs)) <= ATTRIBUTES
        for name, value in attrs:
            assert name not in ("href", "src") or SAFE_ADDRESS.match(value), value
        self.tags.append((tag, dict(attrs)))
        self.ids += [value for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.stack.append(tag)

    def handle_endtag(self, tag):
        assert self.stack.pop() == tag

    def handle_data(self, data):
        self.texts.append(data)

    def handle_comment(self, data):
        raise AssertionError(data)

    handle_decl = handle_pi = unknown_decl = handle_comment

    def all(self, name):
        return [attrs for tag, attrs in self.tags if tag == name]

    @property
    def text(self):
        return "".join(self.texts)


def read(text, prefix=""):
    return Checker(render(text, prefix).html)


# --- attacks --------------------------------------------------------------------

ATTACKS = r"""
[x](javascript:alert(1))
[x](JaVaScRiPt:alert(1))
[x]( javascript:alert(1))
[x](<javascript:alert(1)>)
[x](< javascript:alert(1)>)
[x](javascript&colon;alert(1))
[x](javascript&#58;alert(1))
[x](javascript&#x3a;alert(1))
[x](javascript&#0000058alert(1))
[x](&#106;avascript:alert(1))
[x](&#x6A;&#x61;vascript:alert(1))
[x](java&Tab;script:alert(1))
[x](java&NewLine;script:alert(1))
[x](java&#10;script:alert(1))
[x](&#1;javascript:alert(1))
[x](&#14; javascript:alert(1))
[x](\javascript:alert(1))
[x](javascript\:alert(1))
[x](javascript://%0aalert(1))
[x](javascript://www.example.com/%0d%0aalert(1))
[x](%6aavascript:alert(1))
[x](vbscript:msgbox(1))
[x](VBSCRIPT:msgbox(1))
[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)
[x](data:image/svg+xml,<svg/onload=alert(1)>)
[x](data:image/png;base64,AAAA)
[x](file:///etc/passwd)
[x](blob:https://example.com/1)
[x](filesystem:https://example.com/1)
[x](view-source:javascript:alert(1))
[x](feed:javascript:alert(1))
[x](intent://example.com#Intent;scheme=javascript;end)
[x](tel:1)
[x](ｊavascript:alert(1))
[x](ja​vascript:alert(1))
[x](‮javascript:alert(1))
[x]( javascript:alert(1))
[x](http://a/"onmouseover="alert(1))
[x](http://a/ "t\" onmouseover=\"alert(1)")
[x](/a '"><script>alert(1)</script>')
[x](//evil.example/a)
[x][r]\n\n[r]: javascript:alert(1)
[x][r]\n\n[r]: <java script:alert(1)>
[x][r]\n\n[r]: data:text/html,a "t"
[x][r]\n\n[r]: /a "\"><img src=a onerror=alert(1)>"
![x](javascript:alert(1))
![x](data:image/svg+xml;base64,AAAA)
![x"onerror="alert(1)](/a.png)
![x](/a.png"onerror=alert(1))
![x](/a.png '"onerror="alert(1)')
![<img src=a onerror=alert(1)>](/a.png)
![x][r]\n\n[r]: vbscript:a
[![x](javascript:a)](javascript:b)
<javascript:alert(1)>
<JAVASCRIPT:alert(1)>
<data:text/html,a>
<vbscript:a>
<http://a/"onmouseover="alert(1)>
<http://a/%01%22%3E%3Cscript>
<a@b.example"onclick="alert(1)>
<script>alert(1)</script>
<script src=//evil.example/a.js></script>
<img src=x onerror=alert(1)>
<svg onload=alert(1)>
<svg><script>alert(1)</script></svg>
<math><mtext></form><form><mglyph><svg><mtext><style><path id="</style><img onerror=alert(1) src>">
<iframe src="javascript:alert(1)"></iframe>
<style>*{display:none}</style>
<p style="position:fixed">a</p>
<a href="javascript:alert(1)">a</a>
<b id="content" class="admin">a</b>
<form id="csrf"><input name="body"></form>
<!-- a --><![CDATA[a]]><?php a ?><!DOCTYPE html>
<details open ontoggle=alert(1)>
<base href="//evil.example/"><link rel=stylesheet href=/a><meta http-equiv=refresh content=0>
</p></div></article><h1>a</h1>
&lt;script&gt;alert(1)&lt;/script&gt;
&#60;img src=x onerror=alert(1)&#62;
`<script>alert(1)</script>`
```"><script>alert(1)</script>\na\n```
```html" onclick="alert(1)\na\n```
```html\n<script>alert(1)</script>\n```
~~~<b>\n</code></pre><script>a</script>\n~~~
# <b id=x> {#evil}
# a {#evil onclick=alert(1)}
[^"><script>]\n\n[^"><script>]: a
[^x"onclick="a]\n\n[^x"onclick="a]: <img src=x onerror=a>
|<script>|"onclick=|\n|:-:|--:|\n|[x](javascript:a)|![x](data:a)|
- [x] <input onfocus=alert(1) autofocus>
[a]: /x "onclick=alert(1)"\n\n[a]
{{ settings.SECRET_KEY }} {% debug %}
[x](http://[::1]:x/)
<http://javascript:alert(1)@a>
"""


@pytest.mark.parametrize("attack", [line.replace("\\n", "\n") for line in ATTACKS.strip().splitlines()])
def test_an_attack_leaves_nothing_but_harmless_html(attack):
    read(attack)
    read(f"Text before\n{attack}\ntext after")
    read(f"> - {attack}")


def test_a_link_with_an_unsafe_scheme_stays_text():
    html = render("[x](javascript:alert(1)) ![y](data:image/png;base64,AA) <vbscript:z>").html
    assert html == "<p>[x](javascript:alert(1)) ![y](data:image/png;base64,AA) &lt;vbscript:z&gt;</p>"


@pytest.mark.parametrize(
    "address", ["https://a.example/b?c=d#e", "mailto:a@b.example", "/a/b", "b.html", "#part", "?q=a:b"]
)
def test_links_to_pages_mailboxes_and_places_are_kept_as_they_are(address):
    assert render(f"[x]({address})").html == f'<p><a href="{address}">x</a></p>'


def test_the_second_wall_holds_when_the_first_one_falls():
    evil = (
        '<p id="a" class="b" style="c" onclick="d">x<a href="javascript:e" target="_blank" rel="f">y</a>'
        '<span class="k evil" role="button">z</span><code class="language-evil">q</code><script>s</script><!-- t -->'
    )
    assert markdown.cleaner.clean(evil) == '<p>x<a>y</a><span class="k">z</span><code class="">q</code></p>'


def test_no_control_character_reaches_a_page_however_it_is_spelled():
    page = render("# a&#12;b\x0b\n\n&#12; <http://a/%01%0B> \ud800 \ufffe [x](/a '&#12;')")
    assert not markdown.ILLEGAL_IN_XML.search(page.html + page.contents[0]["text"])


MARKUP = st.text(alphabet="[]()!*_~`\\<>&#|-+1.: \n\t\"'^=xa/é日\x00", max_size=80)
PIECES = """[^a] ¦[^a]:¦[a]¦[a]: /b¦|a|b|¦|-|-|¦# a¦- [x] ¦```py¦> ¦1. ¦![a](b)¦<script>¦<b¦<http://a>¦&#12;¦
¦    ¦**¦~~¦![¦](¦\n\n¦---¦def f():¦ ¦\t"""
PIECE = st.sampled_from(PIECES.split("¦"))


@hypothesis_settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(), MARKUP, st.lists(st.one_of(PIECE, MARKUP), max_size=25).map("".join)))
def test_any_text_becomes_well_formed_html_of_allowed_tags(text):
    page = render(text, "p")
    checker = Checker(page.html)
    assert all(name.startswith("p-") for name in checker.ids)
    assert {item["id"] for item in page.contents} <= set(checker.ids)
    Checker(page.lead)
    Checker(page.body)
    assert json.loads(json.dumps(page.contents)) == page.contents


# --- headings, contents, lead and body --------------------------------------------


def test_the_text_before_the_first_heading_is_the_lead():
    page = render("Before.\n\n> # Quoted\n\n## One\n\nAfter.")
    assert page.lead == '<p>Before.</p>\n<blockquote>\n<h2 id="quoted">Quoted</h2>\n</blockquote>'
    assert page.body == '<h2 id="one">One</h2>\n<p>After.</p>'
    assert page.html == page.lead + page.body


def test_a_text_without_headings_is_all_lead_and_an_empty_text_is_nothing():
    assert render("Just text.").body == ""
    assert render("") == render(" \n") == markdown.Page("", "", [], 0)


def test_the_contents_list_headings_of_two_levels_in_order_as_plain_text():
    page = render("# *One* & `1`[^n]\n## Two\n### Three\n#### Four\n- # Item\n\n[^n]: Note", "faq-x")
    assert page.contents == [
        {"level": 2, "id": "faq-x-one-and-1", "text": "One & 1"},
        {"level": 2, "id": "faq-x-two", "text": "Two"},
        {"level": 3, "id": "faq-x-three", "text": "Three"},
    ]
    assert "<h1" not in page.html
    assert '<h4 id="faq-x-four">' in page.html


def test_heading_ids_are_unique_and_cannot_be_chosen():
    page = read("# A\n# A\n# A 2\n# A\n# 日本語\n# !\n# ?\n# fn:1\n# x {#evil}\n\nText[^1]\n\n[^1]: Note")
    assert page.ids[:7] == ["a", "a-2", "a-2-2", "a-3", "日本語", "section", "section-2"]
    assert page.ids[7:] == ["fn1", "x-sharpevil", "fnref:1", "fn:1"]


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
    assert page.body.endswith("</section>")


def test_a_footnote_inside_a_list_or_another_footnote_is_ordinary_text():
    read("- [^a]: x\n\n[^b]: [^c]: y\n\n    - [^d]: z\n\n[^a] [^b] [^c] [^d]")


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
    css = (Path(settings.BASE_DIR) / "static/css/code.css").read_text()
    pairs = re.findall(r"\bcolor: light-dark\((#\w{6}), (#\w{6})\)", css)
    assert len(pairs) == 8
    for light, dark in pairs:
        for background in ("#f6f7f9", "#f4f5f2"):
            assert (luminance(background) + 0.05) / (luminance(light) + 0.05) >= 4.5
        for background in ("#16191d", "#1c2024"):
            assert (luminance(dark) + 0.05) / (luminance(background) + 0.05) >= 4.5


# --- words, and the clock -----------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("One two-three, *four*s — 5 &amp; `six`.", 5),
        ("# Head\n\n- item\n\n|a b|c|\n|-|-|\n|d||", 6),
        ("```\nnot these\n```\n\n    nor these\n\n![nor this](/a.png)", 0),
        ("日本語です。", 3),
        ("Django は速い", 3),
        ("한국어 단어", 2),
        ("One[^1]\n\n[^1]: two three", 3),
    ],
)
def test_words_are_those_a_reader_reads(text, words):
    assert render(text).words == words


def test_what_is_nested_too_deep_is_shown_as_it_was_typed():
    text = "\n".join("  " * depth + f"- item{depth}" for depth in range(30)) + "\n\n" + "> " * 30 + "quote\n\nEnd"
    shown = read(text).text.split()
    assert {f"item{depth}" for depth in range(30)} | {"quote", "End"} <= set(shown)


def test_threads_render_at_the_same_time():
    texts = [f"# {i}\n\nA[^1] [b](/c) |\n\n```py\nx = {i}\n```\n\n[^1]: {i}" for i in range(40)]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(render, texts)) == [render(text) for text in texts]


def test_the_preview_is_the_page():
    text = "Lead[^1]\n\n# Head\n\n|a|\n|-|\n\n[^1]: Note"
    assert markdown.preview(text) == render(text).html


UNITS = [
    "[",
    "![",
    "](",
    "[a](",
    "*a_",
    "**a",
    "~~a",
    "`a",
    "``a`",
    "<",
    "<a",
    "&",
    "> ",
    ">",
    "- ",
    "1. ",
    "> - ",
    "# a\n",
]
UNITS += [
    "[^a",
    "[^a]",
    "[a]",
    "[[a]",
    "[a][b",
    "[`",
    "|a",
    "|\n",
    "|a|\n|-|\n",
    "- a\n",
    "- [x] ",
    "\\",
    "a\n",
    "\n",
    "[a]: b\n",
]
PATHOLOGICAL = {repr(unit): unit for unit in UNITS} | {"marks in a heading": "\u0301\u0316"}


@pytest.mark.parametrize("unit", PATHOLOGICAL.values(), ids=PATHOLOGICAL)
@pytest.mark.parametrize("start", ["", "# ", "[a]: /b\n\n[^a]: n\n\n"], ids=["plain", "heading", "references"])
def test_repetition_takes_time_in_proportion(unit, start):
    started = time.thread_time()
    render(start + unit * (20_000 // len(unit)))
    assert time.thread_time() - started < 5


BLOW_UPS = {
    "brackets in pairs": "[" * 100_000 + "a" + "]" * 100_000,
    "images in images": "![" * 33_000 + "a" + "](b)" * 33_000,
    "backticks of every length": " ".join("`" * i for i in range(1, 630)),
    "emphasis in emphasis": "*a **b " * 14_000 + "b** a* " * 14_000,
    "quotes ever deeper": "\n".join(">" * i for i in range(1, 630)),
    "lists ever deeper": "\n".join("  " * i + "- a" for i in range(440)),
    "quotes with lazy lines": "> " * 39 + "a\n" + "b\n" * 90_000,
    "rows of a wide table": "|a" * 99 + "\n" + "|-" * 99 + "\n" + "|\n" * 99_000,
    "many padded tables": ("|a" * 99 + "\n" + "|-" * 99 + "\n" + "|\n" * 600 + "\n") * 125,
    "one long title, many uses": f"[a]: /b '{'x' * 100_000}'\n\n" + "[a]" * 33_000,
    "one long title, many images": f"[a]: /b '{'x' * 100_000}'\n\n" + "![a]" * 25_000,
    "many definitions": "".join(f"[{i}]: /{i}\n\n[{i}] " for i in range(9_000)),
    "many footnotes": "".join(f"[^{i}]: n\n\n[^{i}]\n\n" for i in range(9_000)),
    "a host name that is no name": f"[a](http://{'é' * 190_000}/)",
    "host names of the longest kind": f"[a](http://{'é' * 160}/) " * 1_100,
    "the same heading": "# a\n" * 50_000,
    "code that tires a lexer": ("```cs\n" + "a\n" * 5_000 + "```\n") * 20,
}


@pytest.mark.parametrize("text", BLOW_UPS.values(), ids=BLOW_UPS)
def test_no_text_keeps_the_pipeline_busy_or_fills_the_memory(text):
    started = time.thread_time()
    html = render(text).html
    assert time.thread_time() - started < 20
    assert len(html) < 60 * len(text)
