"""What a page holds out of sight, or cannot be read for, is never called gone."""

import gzip
import json
import time
from html import escape

import pytest

from comparisons.freshness.fetching import Response
from comparisons.freshness.sentences import look_for, page_text
from comparisons.models import Source
from tests.comparisons.freshness.test_sentences import (
    FILLER,
    PAGE,
    QUOTED,
    SENTENCE,
    answer,
    seen,  # noqa: F401 - a fixture
    watch,
)

pytestmark = pytest.mark.django_db
PLAIN = SENTENCE.replace("’", "'").replace("“", '"').replace("”", '"')
IN_TAGS = QUOTED.replace("&nbsp;", " ")
OUT_OF_SIGHT = {
    "an attribute": f"<p title='{SENTENCE}'>More</p>",
    "an attribute, with its own signs": f'<p data-tip="{escape(PLAIN)}">More</p>',
    "an attribute, as markup": f'<p data-tip="{escape(escape(IN_TAGS))}">More</p>',
    "a remark": f"<!-- <p>{QUOTED}</p> -->",
    "a template": f"<template><p>{QUOTED}</p></template>",
    "a script, as JSON": f"<script>x = {json.dumps({'text': SENTENCE})}</script>",
    "a script, as markup in JSON": f"<script>x = {json.dumps({'text': IN_TAGS})}</script>",
    "a script, as JSON in JSON": f"<script>x = {json.dumps(json.dumps(SENTENCE))}</script>",
    "a script, safe from its own end": "<script>x = "
    + json.dumps(IN_TAGS).replace("<", "\\u003c").replace(">", "\\x3E").replace(" ", "\\n")
    + "</script>",
    "a field of a form": f"<textarea>{SENTENCE}</textarea>",
    "its title": f"<title>{SENTENCE}</title>",
}


@pytest.mark.parametrize("place", OUT_OF_SIGHT.values(), ids=OUT_OF_SIGHT)
def test_a_sentence_that_stands_out_of_sight_is_not_gone(seen, place):  # noqa: F811
    assert watch(seen, PAGE.replace(QUOTED, "").replace("</body>", f"{place}</body>")) == "unread"
    assert watch(seen, PAGE.replace(QUOTED, f"Another. {place}")) == "unread"


@pytest.mark.parametrize("place", ["<noscript>{}</noscript>", "<div hidden>{}</div>", "<p style='display:none'>{}</p>"])
def test_what_a_page_shows_at_times_is_there(seen, place):  # noqa: F811
    assert watch(seen, PAGE.replace(QUOTED, place.format(QUOTED))) == "found"


UNREADABLE = {
    "nothing": b"",
    "signs that say nothing": b"<html>\n<body></body></html>",
    "a refresh": b"<meta http-equiv='refresh' content='0; url=/en/'><p>Going on.</p>",
    "a frame": b"<iframe src='/inner'></iframe>",
    "a place for a script": f"<body>{FILLER}<div class=x id='root'></div>".encode(),
    "bits": gzip.compress(PAGE.encode()),
    "sixteen bits, without saying so": PAGE.encode("utf-16-le"),
    "another encoding than it says": FILLER.encode() + "täglich".encode("latin-1"),
}


@pytest.mark.parametrize("body", UNREADABLE.values(), ids=UNREADABLE)
def test_a_page_that_says_nothing_is_unread(seen, body):  # noqa: F811
    kind = "text/html; charset=utf-8"
    assert look_for(seen, Response(seen.url, 200, {"content-type": kind}, body))[0] == "unread"


def test_a_page_that_leads_to_a_form_to_sign_in_is_unread_and_one_about_it_is_read(seen):  # noqa: F811
    said = [
        look_for(seen, Response(f"https://docs.example/{path}", 200, {}, FILLER.encode()))[0]
        for path in ("accounts/login/?next=/", "en/sign-in", "blogging/", "signing/")
    ]
    assert said == ["unread", "unread", "gone", "gone"]
    seen.url = "https://docs.example/login/"
    assert look_for(seen, Response(seen.url, 200, {}, FILLER.encode()))[0] == "gone"


ENCODINGS = [
    ("utf-16", "", ""),
    ("utf-8-sig", "", ""),
    ("cp1252", "", ""),
    ("cp1252", "; charset=iso-8859-1", ""),
    ("cp1252", "", "<meta charset='ISO-8859-1'>"),
    ("utf-8", "", "<meta charset='utf-16'>"),
    ("utf-16-le", "; charset=utf-16", ""),
]


@pytest.mark.parametrize(("code", "said", "meta"), ENCODINGS)
def test_a_page_is_read_in_the_encoding_in_which_browsers_read_it(code, said, meta):
    quote = "Größe is “free” – and that’s all."
    body = f"{meta}<p>{quote}</p>".encode(code)
    source = Source(url="https://docs.example/", quote=quote)
    assert look_for(source, Response(source.url, 200, {"content-type": f"text/html{said}"}, body))[0] == "found"


HOSTILE = (
    "<",
    "<a ",
    "<!--",
    "<a b='",
    "<script",
    "<i>",
    "=",
    "<a =",
    "&",
    "<title>",
    "views. ",
    "</p",
    "\n",
    "<a '",
    "\\",
    "\\u2019",
    "<div id=root ",
    "&amp;",
    "type ",
)


@pytest.mark.parametrize("part", HOSTILE)
def test_whatever_a_page_holds_more_of_it_takes_no_more_than_its_share_of_time(seen, part):  # noqa: F811
    def seconds(size):
        started = time.process_time()
        look_for(seen, answer(part * (size // len(part))))
        return time.process_time() - started

    assert seconds(1_600_000) < 8 * seconds(400_000) + 0.5  # four times as much to read, and no more


def test_a_page_in_an_unknown_encoding_is_read_all_the_same():
    page = Response("", 200, {"content-type": "text/html"}, "<meta charset='x-none'>täglich".encode())
    assert "täglich" in page_text(page)
