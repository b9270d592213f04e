"""What the Markdown pipeline refuses: no text, however meant, leaves anything but harmless HTML."""

import json

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from articles.markdown import rendering as markdown
from articles.markdown.rendering import render
from tests.articles.markdown.markdown_reader import Checker, read
from tests.budgets import budget

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


@hypothesis_settings(max_examples=budget(400))
@given(st.one_of(st.text(), MARKUP, st.lists(st.one_of(PIECE, MARKUP), max_size=25).map("".join)))
def test_any_text_becomes_well_formed_html_of_allowed_tags(text):
    page = render(text, "p")
    checker = Checker(page.html)
    assert all(name.startswith("p-") for name in checker.ids)
    assert {item["id"] for item in page.contents} <= set(checker.ids)
    Checker(page.lead)
    Checker(page.body)
    assert json.loads(json.dumps(page.contents)) == page.contents
