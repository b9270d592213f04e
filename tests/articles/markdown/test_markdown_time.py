"""No text keeps the Markdown pipeline busy. The bounds are wide: they tell linear from quadratic."""

import time

import pytest

from articles.markdown.rendering import render
from tests.budgets import pace, sample

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
    "www.a.b ",
    "http://(",
    "https://a.b)",
    "a:",
    "w",
    "<!--",
    "<!--\n",
    "> <!--\n",
    "<kbd>",
    "<sub><sup>",
    "<img ",
    "<img a='",
    "<details>\n",
    "<details><summary>a</summary>\n\n",
    "a\n: b\n",
    "a\nb\n: c\n",
    "# a\nb\n",
    "* a\n{:toc}\n",
    "# a\n{: #b}\n",
    "<kbd></kbd>",
    "<details><summary>a</summary>b</details>\n",
    "- <details><summary>a</summary>",
    ": ",
    "> [!NOTE]\n",
    "{:",
    "{#a ",
    "# a {.a .a\n",
    "`a|",
    "\u00a0",
    "#\u00a0a\n",
    "[^1]: [^2]: ",
    "a\n># b\n",
    "a\n>{:b}\n",
    "a\n>|a|\n>|-|\n",
    "a\n: # b\nc\n",
    "a\n~ ```\nb\n",
    "<img a=b ",
    "<details class ",
    "- [^1]: ",
]
PATHOLOGICAL = {repr(unit): unit for unit in UNITS} | {"marks in a heading": "\u0301\u0316"}


@pytest.mark.parametrize("unit", sample(PATHOLOGICAL.values()), ids=sample(PATHOLOGICAL))
@pytest.mark.parametrize("start", ["", "# ", "[a]: /b\n\n[^a]: n\n\n"], ids=["plain", "heading", "references"])
def test_repetition_takes_time_in_proportion(unit, start):
    started = time.thread_time()
    render(start + unit * (20_000 // len(unit)))
    assert time.thread_time() - started < 500 * pace()


BLOW_UPS = {
    "brackets in pairs": "[" * 100_000 + "a" + "]" * 100_000,
    "images in images": "![" * 33_000 + "a" + "](b)" * 33_000,
    "backticks of every length": " ".join("`" * i for i in range(1, 630)),
    "emphasis in emphasis": "*a **b " * 14_000 + "b** a* " * 14_000,
    "quotes ever deeper": "\n".join(">" * i for i in range(1, 630)),
    "lists ever deeper": "\n".join("  " * i + "- a" for i in range(440)),
    "quotes with lazy lines": "> " * 39 + "a\n" + "b\n" * 90_000,
    "quotes with text behind each": "a\n># b\n" * 50_000,
    "rows of a wide table": "|a" * 99 + "\n" + "|-" * 99 + "\n" + "|\n" * 99_000,
    "many padded tables": ("|a" * 99 + "\n" + "|-" * 99 + "\n" + "|\n" * 600 + "\n") * 125,
    "one long title, many uses": f"[a]: /b '{'x' * 100_000}'\n\n" + "[a]" * 33_000,
    "one long title, many images": f"[a]: /b '{'x' * 100_000}'\n\n" + "![a]" * 25_000,
    "many definitions": "".join(f"[{i}]: /{i}\n\n[{i}] " for i in range(9_000)),
    "many footnotes": "".join(f"[^{i}]: n\n\n[^{i}]\n\n" for i in range(9_000)),
    "a host name that is no name": f"[a](http://{'é' * 190_000}/)",
    "host names of the longest kind": f"[a](http://{'é' * 160}/) " * 1_100,
    "addresses without an end": "http://(" * 40_000,
    "addresses with brackets": ("https://a.b/" + ")" * 1_900 + " ") * 150,
    "comments without an end": "<!--\n" * 60_000,
    "details without an end": "<details>\n" * 30_000,
    "details in a row": "<details><summary>a</summary>\n\n</details>\n" * 5_000,
    "terms with blocks": "a\n: - b\nc\n" * 30_000,
    "terms and texts": "a\n: b\n\n" * 40_000,
    "headings with a no-break space": "#\u00a0a\n" * 60_000,
    "keys without an end": "<kbd>" * 60_000,
    "pipes in code": "`|" * 100_000,
    "code without an end": ("|`a" + "a" * 999 + "|``a" + "a" * 999 + "|```a" + "a" * 999) * 60,
    "comments in a row": "<!---->" * 30_000,
    "comments in a row and an end": "<!---->" * 30_000 + "a",
    "escaped addresses": "https://a.b/\\_" * 20_000,
    "the same heading": "# a\n" * 50_000,
    "code that tires a lexer": ("```cs\n" + "a\n" * 5_000 + "```\n") * 20,
}


@pytest.mark.parametrize("text", sample(BLOW_UPS.values()), ids=sample(BLOW_UPS))
def test_no_text_keeps_the_pipeline_busy_or_fills_the_memory(text):
    started = time.thread_time()
    html = render(text).html
    assert time.thread_time() - started < 2_000 * pace()
    assert len(html) < 60 * len(text)
