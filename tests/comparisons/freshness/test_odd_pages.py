"""A page that cannot be read, or holds what cannot be stored, is the fault of its own source: the next one is read."""

import io
import time
from functools import partial

import pytest
from django.core.management import call_command

from comparisons.freshness import fetching
from comparisons.freshness.fetching import Response
from comparisons.freshness.sentences import look_for
from comparisons.models import Source
from tests.budgets import pace
from tests.factories import make_fact, make_feature, make_technology
from tests.local_site import local_site

pytestmark = pytest.mark.django_db
fetch = partial(fetching.fetch, allowed=lambda address: True, deadline=2)
SENTENCE = "It runs queries without blocking."


@pytest.fixture
def site():
    with local_site() as site:
        yield site


def watch(site, page, **headers):
    """What is stored of two sources after a check: of one whose page is this, and of one asked after it."""
    site.add("/a", page, **headers)
    site.add("/b", SENTENCE)
    sources = [
        Source.objects.create(
            fact=make_fact(make_technology(), make_feature(), sources=0),
            title="Docs",
            url=site.url + path,
            quote=SENTENCE,
        )
        for path in ("/a", "/b")
    ]
    call_command("check_links", stdout=io.StringIO(), fetch=fetch, pause=0)
    return [Source.objects.get(pk=source.pk) for source in sources]


KINDS = ["text/html; charset=undefined", "text/html; charset=idna", "text/html;\r\n charset=undefined", "text/html", ""]


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_in_what_encodes_no_text_is_unread_and_the_next_one_is_read(site, kind):
    seen = watch(site, f"<meta charset=undefined>{SENTENCE}", Content_Type=kind)
    assert [source.state for source in seen] == ["unread", "found"]


def test_a_page_whose_second_kind_encodes_no_text_is_no_harm_to_the_next_one(site):
    seen = watch(site, SENTENCE, Content_Type="text/html", content_type="text/html; charset=undefined")
    assert [source.state for source in seen] == ["unread", "found"]


SIGNS = [("\0", "utf-8"), ("\x1b", "utf-8"), ("&#0;", "utf-8"), ("&#x7f;", "utf-8"), ("+2AA-", "utf-7")]


@pytest.mark.parametrize(("sign", "code"), SIGNS)
def test_what_cannot_be_stored_beside_a_sentence_is_left_out_and_both_are_kept(site, sign, code):
    page = f"<p>views.{sign} {SENTENCE} {sign}Transactions"
    seen = watch(site, page, Content_Type=f"text/html; charset={code}")
    assert [source.state for source in seen] == ["found", "found"]
    assert (seen[0].before.strip("\ufffd"), seen[0].after.strip("\ufffd")) == ("views.", "Transactions")


def test_a_page_in_punycode_is_read_in_time():
    source = Source(url="https://docs.example/", quote=SENTENCE)
    page = Response("", 200, {"content-type": "text/html; charset=-punycode"}, b"-" + b"a" * 2_000_000)
    started = time.thread_time()
    look_for(source, page)
    assert time.thread_time() - started < 500 * pace()
