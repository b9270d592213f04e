"""What stands in the feeds."""

import datetime
import xml.etree.ElementTree as ET
from html import escape

import pytest
import time_machine

from articles.models import Article, Tag
from comparisons.models import Fact, Feature, FeatureGroup
from tests.factories import (
    hours_ago,
    make_article,
    make_author,
    make_comparison,
    make_fact,
    make_faq,
    make_feature,
    make_release,
    make_technology,
    make_topic,
)
from tests.hub.feeds.feed_reader import ALL, ATOM, JSON, RSS, XML, content, read, titles

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = "https://hub.example"


@pytest.fixture
def article():
    author = make_author(name="Ada Beispiel", url="https://ada.example/")
    return make_article(
        title="Sessions explained",
        summary="What a session is & isn't.",
        body="See [the topic](/topics/web/).\n\n## Cookies {#c}\n\n![A jar](/media/jar.png) [below](#end)\n",
        author=author,
        topic=make_topic(name="Web"),
        tags=[Tag.objects.create(name="cookies")],
        published_at=datetime.datetime(2026, 5, 1, 8, tzinfo=datetime.UTC),
        updated_at=datetime.datetime(2026, 6, 2, 9, tzinfo=datetime.UTC),
    )


@XML
def test_an_entry_says_who_wrote_what_when_and_where_it_is(client, article, address):
    (entry,) = read(client, address).entries
    assert entry.title == "Sessions explained"
    assert entry.link == "https://hub.example/articles/sessions-explained/"
    assert entry.id == article.uid.urn
    assert entry.author == "Ada Beispiel"
    assert entry.published_parsed[:5] == (2026, 5, 1, 8, 0)
    assert entry.updated_parsed[:5] == (2026, 6, 2, 9, 0)
    assert [tag.term for tag in entry.tags] == ["Web", "cookies"]
    assert entry.summary == "What a session is &amp; isn't."


def test_an_entry_of_the_json_feed_says_the_same(client, article):
    (entry,) = read(client, JSON)["items"]
    assert entry.pop("content_html")
    assert entry == {
        "id": article.uid.urn,
        "url": "https://hub.example/articles/sessions-explained/",
        "title": "Sessions explained",
        "summary": "What a session is & isn't.",
        "date_published": "2026-05-01T08:00:00+00:00",
        "date_modified": "2026-06-02T09:00:00+00:00",
        "authors": [{"name": "Ada Beispiel", "url": "https://ada.example/"}],
        "tags": ["Web", "cookies"],
    }


@ALL
def test_the_whole_article_is_in_the_entry_with_addresses_that_work_anywhere(client, article, address):
    make_faq(article, question="Is it <safe>?", answer="[Mostly](/articles/safety/).")
    html = content(client, address)
    assert 'href="https://hub.example/topics/web/"' in html
    assert 'src="https://hub.example/media/jar.png"' in html
    assert 'href="https://hub.example/articles/sessions-explained/#end"' in html
    assert "<h3>Is it &lt;safe&gt;?</h3>" in html
    assert 'href="https://hub.example/articles/safety/"' in html
    assert 'href="/' not in html
    assert "See " in html


@ALL
def test_a_comparison_comes_with_its_table_lists_verdict_and_questions(client, address):
    django, flask = make_technology(name="Django"), make_technology(name="Flask")
    make_release(django, "6.1.3", released_on="2026-11-03")
    admin = make_feature(name="Admin panel", group=FeatureGroup.objects.create(name="Batteries"))
    latest = make_feature(name="Latest stable", derived_from="latest_release")
    curve = make_feature(name="Learning curve", kind=Feature.Kind.JUDGEMENT)
    make_fact(django, admin, level="partial", value="Built in", note="Needs staff accounts.")
    make_fact(flask, admin, level="no", value="No")
    make_fact(flask, curve, level="", value="A day", note="By our own count.")
    comparison = make_comparison(
        [django, flask],
        [admin, latest, curve],
        facts=False,
        slug="d-f",
        body="How they differ.\n\n## Philosophy\n\nAll in.",
        verdict="It *depends*.",
    )
    make_faq(comparison, question="Both?", answer="Yes, both.")
    html = content(client, address)
    assert '<th scope="col"><a href="https://hub.example/technologies/django/">Django</a></th>' in html
    assert '<a href="https://hub.example/comparisons/d-f/#admin-panel">Admin panel</a>' in html
    assert "<td>Built in (partial)<br" in html
    assert "<small>Needs staff accounts.</small></td>" in html
    assert "<td>No<br" in html
    assert "<td>6.1.3 (3 November 2026)</td>" in html
    assert "<td>Not checked yet (unknown)</td>" in html
    assert "Learning curve</a> (judgement)</th>" in html
    parts = [
        "How they differ",
        "<table>",
        "All in.",
        "Choose Django when",
        "you like Flask",
        "<em>depends</em>",
        "Both?",
    ]
    places = [html.index(part) for part in parts]
    assert places == sorted(places)


@ALL
def test_the_newest_twenty_pages_of_any_kind_come_newest_first(client, address):
    make_comparison(title="Newest", published_at=hours_ago(1))
    for hours in range(2, 23):
        make_article(title=f"{hours} hours old", published_at=hours_ago(hours))
    assert titles(client, address) == ["Newest", *(f"{hours} hours old" for hours in range(2, 21))]


@ALL
def test_drafts_scheduled_and_withdrawn_work_is_in_no_feed(client, address):
    topic, technology = make_topic(name="Web"), make_technology(name="Django")
    make_article(title="Seen", topic=topic)
    secret = {"body": "Secret.", "topic": topic}
    pages = [
        make_article(title="Draft", status="draft", **secret),
        make_article(title="Scheduled", published_at=hours_ago(-1), **secret),
        make_article(title="Withdrawn", status="withdrawn", **secret),
        make_comparison([technology, make_technology()], title="Draft comparison", status="draft", **secret),
    ]
    for page in pages[:3]:
        page.subjects.create(technology=technology)
    assert titles(client, address) == ["Seen"]
    assert titles(client, "/topics/web/rss.xml") == ["Seen"]
    assert titles(client, "/technologies/django/rss.xml") == []


def test_scheduled_work_appears_by_the_clock_of_the_database(client):
    make_article(title="Tomorrow", published_at=hours_ago(-24))
    with time_machine.travel(hours_ago(-48)):
        assert titles(client, RSS) == []
    Article.objects.update(published_at=hours_ago(1))
    with time_machine.travel(hours_ago(48)):
        assert titles(client, RSS) == ["Tomorrow"]


def test_a_topic_and_a_technology_have_feeds_of_their_own(client):
    web = make_topic(name="Web")
    django, flask = make_technology(name="Django"), make_technology(name="Flask")
    make_comparison([django, flask], title="Django vs Flask", topic=web)
    make_article(title="Only Django").subjects.create(technology=django)
    make_article(title="Neither", topic=web)
    make_article(title="Elsewhere", topic=make_topic())
    assert sorted(titles(client, "/topics/web/rss.xml")) == ["Django vs Flask", "Neither"]
    assert sorted(titles(client, "/technologies/django/rss.xml")) == ["Django vs Flask", "Only Django"]
    feed = read(client, "/technologies/flask/rss.xml").feed
    assert feed.title == "Learning Hub: Flask"
    assert feed.link == "https://hub.example/technologies/flask/"
    assert {link.rel: link.href for link in feed.links}["self"] == "https://hub.example/technologies/flask/rss.xml"


@XML
def test_a_feed_says_what_it_is_and_where(client, address):
    feed = read(client, address).feed
    assert (feed.title, feed.language, feed.author) == ("Learning Hub", "en-gb", "Learning Hub")
    assert feed.subtitle.startswith("New articles and technology comparisons")
    assert feed.link == "https://hub.example/"
    assert {link.rel: link.href for link in feed.links}["self"] == f"https://hub.example{address}"


def test_the_json_feed_says_what_it_is_and_where(client):
    feed = read(client, JSON)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert (feed["title"], feed["language"]) == ("Learning Hub", "en-gb")
    assert feed["home_page_url"] == "https://hub.example/"
    assert feed["feed_url"] == "https://hub.example/feeds/feed.json"
    assert feed["authors"] == [{"name": "Learning Hub", "url": "https://hub.example/"}]


@ALL
def test_addresses_come_from_the_settings_whatever_host_was_asked(client, settings, article, address):
    settings.ALLOWED_HOSTS = ["evil.example"]
    response = client.get(address, headers={"host": "evil.example"})
    assert response.status_code == 200
    assert b"evil.example" not in response.content


@ALL
def test_a_new_slug_does_not_make_a_page_new_to_its_readers(client, article, address):
    article.slug = "all-about-sessions"
    article.save()
    feed = read(client, address)
    entry = feed["items"][0] if address == JSON else feed.entries[0]
    assert entry["id"] == article.uid.urn
    assert entry["url" if address == JSON else "link"] == "https://hub.example/articles/all-about-sessions/"


def test_the_id_of_an_rss_entry_is_not_taken_for_an_address(client, article):
    root = ET.fromstring(client.get(RSS).content)
    assert root.find("channel/item/guid").get("isPermaLink") == "false"


def test_the_number_of_queries_does_not_grow_with_the_entries(client, django_assert_num_queries):
    def add(number):
        for _ in range(number):
            author = make_author()
            make_faq(make_article(author=author, topic=make_topic(), tags=[Tag.objects.create(name=author.name)]))
            make_faq(make_comparison(author=author))

    add(2)
    queries = 12
    with django_assert_num_queries(queries):
        client.get(ATOM)
    add(8)
    with django_assert_num_queries(queries):
        assert len(read(client, ATOM).entries) == 20


def test_a_changed_fact_makes_a_comparison_updated(client):
    comparison = make_comparison(published_at=hours_ago(1000))
    Fact.objects.update(changed_on=comparison.published_at.date() + datetime.timedelta(days=3))
    (entry,) = read(client, ATOM).entries
    moved = comparison.published_at.date() + datetime.timedelta(days=3)
    assert entry.updated_parsed[:3] == (moved.year, moved.month, moved.day)


@pytest.mark.parametrize(
    ("body", "begins"),
    [
        ("It *begins* so & goes on.", "It begins so & goes on."),
        ("## Heading\n\nText", "Heading Text"),
        ("word " * 200, "word word"),
        ("## \U0001f600 <b>", "\U0001f600 <b>"),
        ("", "Article "),
        ("<!-- to do -->", "Article "),
    ],
)
def test_an_entry_without_a_summary_says_how_its_page_begins(client, body, begins):
    make_article(summary="", body=body)
    (entry,) = read(client, JSON)["items"]
    assert entry["summary"].startswith(begins)
    assert [read(client, address).entries[0].summary for address in (RSS, ATOM)] == [escape(entry["summary"])] * 2
    assert len(entry["summary"]) <= 240
