"""How the feeds answer: to readers that have them already, to browsers, to former and unknown addresses."""

import pytest
from django.contrib.staticfiles import finders

from comparisons.models import Fact
from tests.factories import hours_ago, make_article, make_comparison, make_technology, make_topic
from tests.hub.feeds.feed_reader import ALL, ATOM, JSON, RSS, XML

pytestmark = pytest.mark.django_db


def again(reader, address, first, method="GET"):
    """The same request from a client that kept the first answer."""
    kept = {"If-None-Match": first["ETag"]}
    if "Last-Modified" in first:
        kept["If-Modified-Since"] = first["Last-Modified"]
    return reader.get(address, method, kept)


@ALL
def test_a_feed_that_did_not_change_is_not_sent_twice(reader, address):
    make_article()
    first = reader.get(address)
    second = again(reader, address, first)
    assert second.status_code == 304
    assert second.content == b""
    assert second["ETag"] == first["ETag"]
    assert second["Cache-Control"] == first["Cache-Control"]
    assert first["Cache-Control"].startswith("public, max-age=300, ")


@ALL
def test_a_withdrawal_of_the_newest_entry_reaches_a_client_that_kept_the_feed(reader, address):
    make_article(published_at=hours_ago(50))
    newest = make_article(title="Regretted", published_at=hours_ago(2))
    first = reader.get(address)
    newest.status = "withdrawn"
    newest.save()
    second = again(reader, address, first)
    assert second.status_code == 200
    assert b"Regretted" not in second.content


@ALL
def test_a_changed_fact_reaches_a_client_that_kept_the_feed(reader, address):
    make_comparison()
    first = reader.get(address)
    fact = Fact.objects.first()
    fact.value = "Quite different"
    fact.save()
    second = again(reader, address, first)
    assert second.status_code == 200
    assert b"Quite different" in second.content


@ALL
def test_a_date_alone_never_earns_a_304(client, address):
    make_article()
    response = client.get(address, headers={"If-Modified-Since": "Fri, 31 Dec 2100 23:59:59 GMT"})
    assert response.status_code == 200
    assert "Last-Modified" not in response


@pytest.mark.parametrize("address", [RSS, ATOM, JSON, "/topics/empty/rss.xml"])
def test_an_empty_feed_stays_the_same_as_time_passes(reader, time_machine, address):
    make_topic(name="Empty")
    time_machine.move_to("2026-11-22T10:00:00Z")
    first = reader.get(address)
    time_machine.move_to("2026-11-23T11:11:11Z")
    assert again(reader, address, first).status_code == 304


@ALL
def test_head_answers_like_get_without_a_body(reader, address):
    make_article()
    got, head = reader.get(address), reader.head(address)
    assert head.status_code == 200
    assert head.content == b""
    for name in ("ETag", "Content-Type", "Cache-Control"):
        assert head[name] == got[name]
    assert again(reader, address, got, "HEAD").status_code == 304


@ALL
def test_a_feed_can_only_be_read(client, address):
    assert client.post(address).status_code == 405


def test_every_feed_has_a_type_that_browsers_and_readers_accept(client):
    make_topic(name="Web")
    for address in (RSS, ATOM, "/topics/web/rss.xml"):
        assert client.get(address)["Content-Type"] == "application/xml; charset=utf-8"
    assert client.get(JSON)["Content-Type"] == "application/feed+json"


@ALL
def test_a_feed_is_the_same_for_everybody(client, admin_client, address):
    make_article()
    response = client.get(address)
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies
    assert admin_client.get(address).content == response.content


@XML
def test_a_browser_is_given_a_stylesheet(client, address):
    start = client.get(address).content[:300].decode()
    assert '<?xml-stylesheet href="/static/css/feed.css"' in start
    assert 'type="text/css"' in start
    assert finders.find("css/feed.css")


@pytest.mark.parametrize(("kind", "make"), [("topics", make_topic), ("technologies", make_technology)])
def test_a_former_slug_leads_to_the_feed_and_an_unknown_one_to_nothing(client, kind, make):
    thing = make(name="Old")
    thing.slug = "new"
    thing.save()
    response = client.get(f"/{kind}/old/rss.xml?utm=1")
    assert response.status_code == 301
    assert response["Location"] == f"/{kind}/new/rss.xml?utm=1"
    assert client.get(f"/{kind}/new/rss.xml").status_code == 200
    assert client.get(f"/{kind}/never/rss.xml").status_code == 404
