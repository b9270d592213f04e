"""Readers are told of answers that changed in substance: in feeds, and on a page."""

from html import unescape

import feedparser
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.history import revisions
from comparisons.models import Change, Fact
from tests.desk import add_row, change, form_at, make_staff, signed_in
from tests.factories import make_comparison, make_fact, make_feature, make_technology

pytestmark = pytest.mark.django_db
HUB = "/feeds/changes.xml"


@pytest.fixture
def fact():
    technology, feature = make_technology(name="Django"), make_feature(name="Async ORM")
    return make_fact(technology, feature, level="partial", value="Queries only")


@pytest.fixture
def editor():
    return signed_in(make_staff("Editors"))


def edit(editor, fact, **fields):
    response = editor.post(change(fact), form_at(editor, change(fact), **fields))
    assert response.status_code == 302, response.context["errors"]


def entries(client, address=HUB):
    feed = feedparser.parse(client.get(address).content)
    assert not feed.bozo
    return feed.entries


def titles(client, address=HUB):
    return [entry.title for entry in entries(client, address)]


def test_a_notable_change_of_a_fact_is_one_entry_with_reason_and_source(client, editor, fact):
    edit(editor, fact, level="yes", value="Everything", reason="Django 6.2 adds transactions & more")
    (entry,) = entries(client)
    assert entry.title == "Async ORM in Django: partial → yes"
    assert entry.summary == "Django 6.2 adds transactions &amp; more"
    source = fact.sources.get()
    assert f'<a href="{source.url}">{source.title}</a>' in entry.content[0].value
    assert entry.link.endswith(f"/facts/{fact.feature.slug}/django/")
    assert not entry.guidislink


def test_an_entry_names_the_source_that_came_with_the_change_by_an_address_that_holds_anywhere(client, editor, fact):
    data = form_at(editor, change(fact), value="Everything")
    add_row(data, "sources", title="Measured", url="/articles/measured/", quote="")
    assert editor.post(change(fact), data).status_code == 302
    feed = unescape(client.get(HUB).content.decode())
    assert '<a href="http://127.0.0.1:8000/articles/measured/">Measured</a>' in feed


def test_a_typo_fix_is_no_entry_and_no_change_for_readers(client, editor, fact):
    Fact.objects.update(changed_on="2020-01-01")
    edit(editor, fact, value="Queries only.", minor_change="on")
    edit(editor, fact, verified_version="6.2")
    assert entries(client) == []
    fact.refresh_from_db()
    assert fact.changed_on.isoformat() == "2020-01-01"


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"value": "All of it"}, "Async ORM in Django: Queries only → All of it"),
        ({"note": "Another one."}, "Async ORM in Django: partial, with another note"),
        (
            {"level": "not_applicable", "value": "No ORM", "reason": "It has none."},
            "Async ORM in Django: partial → not applicable",
        ),
    ],
)
def test_a_change_is_told_by_what_changed(client, editor, fact, fields, text):
    edit(editor, fact, **fields)
    assert titles(client) == [text]


def test_a_new_answer_is_an_entry(client):
    fact = make_fact(make_technology(name="Flask"), make_feature(name="Admin"), level="no")
    revisions.record(fact, notable=True)
    assert titles(client) == ["Admin in Flask: not recorded → no"]


def test_the_entry_stands_in_the_feeds_of_its_technology_and_of_each_comparison_that_shows_it(client, editor, fact):
    other = make_technology(name="Other")
    shows = make_comparison([fact.technology, other], [fact.feature, make_feature()], slug="shows")
    make_comparison([fact.technology, other], [make_feature()], slug="other-rows")
    make_comparison([other, make_technology()], [fact.feature], slug="other-columns")
    make_comparison([fact.technology, other], [fact.feature], slug="draft", status="draft")
    edit(editor, fact, level="yes", reason="It has it now.")
    for address in ("/technologies/django/changes.xml", f"{shows.get_absolute_url()}changes.xml", HUB):
        assert titles(client, address) == ["Async ORM in Django: partial → yes"]
    for address in ["technologies/other", "comparisons/other-rows", "comparisons/other-columns"]:
        assert titles(client, f"/{address}/changes.xml") == []
    assert client.get("/comparisons/draft/changes.xml").status_code == 404


def test_a_later_name_does_not_rewrite_what_was_said_and_its_link_still_leads_to_the_answer(client, editor, fact):
    edit(editor, fact, level="yes", reason="It has it now.")
    before = entries(client)[0]
    fact.technology.name, fact.technology.slug = "Django Web", "django-web"
    fact.technology.save()
    (entry,) = entries(client)
    assert (entry.title, entry.id) == (before.title, before.id)
    assert entry.link.endswith("/django-web/")
    assert client.get("/technologies/django/changes.xml").status_code == 301


def test_what_was_told_outlives_what_it_is_about(client, editor, fact):
    edit(editor, fact, level="yes", reason="It has it now.")
    fact.technology.delete()
    (entry,) = entries(client)
    assert entry.link.endswith("/changes/")
    assert "Async ORM in Django" in client.get("/changes/").content.decode()


def test_the_page_of_changes_says_the_same(client, editor, fact):
    edit(editor, fact, level="yes", reason="It is <finished>")
    html = client.get("/changes/").content.decode()
    assert "Async ORM in Django: partial → yes</a>" in html
    assert '<p dir="auto">It is &lt;finished&gt;</p>' in html
    assert fact.sources.get().url in html


def test_the_page_of_changes_has_pages(client, fact):
    Change.objects.bulk_create(Change(text=f"Change {n}", technology=fact.technology) for n in range(25))
    assert "Change 24" in client.get("/changes/").content.decode()
    assert "Change 4</p>" in client.get("/changes/?page=2").content.decode()
    assert client.get("/changes/?page=3").status_code == 404


@pytest.mark.parametrize("address", [HUB, "/changes/", "/technologies/django/changes.xml"])
def test_the_number_of_queries_does_not_grow_with_the_changes(client, fact, address):
    def count():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    def add(number):
        Change.objects.bulk_create(
            Change(text=f"Change {n}", technology=fact.technology, feature=fact.feature) for n in range(number)
        )

    add(2)
    few = count()
    add(15)
    assert count() == few


def test_the_feeds_are_announced_where_somebody_looks_for_them(client, fact):
    comparison = make_comparison([fact.technology, make_technology()], [fact.feature])
    for address, feed in [
        ("/technologies/django/", "/technologies/django/changes.xml"),
        (comparison.get_absolute_url(), f"{comparison.get_absolute_url()}changes.xml"),
        ("/changes/", HUB),
        ("/feeds/", HUB),
    ]:
        html = client.get(address).content.decode()
        assert f'href="{feed}"' in html


def test_many_facts_saved_at_once_are_told_of_too(fact):
    facts = [fact, make_fact(fact.technology, make_feature(), level="no")]
    revisions.record_many(facts)
    Fact.objects.update(level="yes")
    revisions.record_many(facts, notable=True, reason="A new release")
    assert Change.objects.filter(reason="A new release").count() == 2


@pytest.mark.parametrize("address", [HUB, "/feeds/atom.xml", "/feeds/rss.xml"])
def test_a_feed_without_an_entry_says_when_the_site_was_made(client, fact, address):
    document = client.get(address).content.decode()
    found = feedparser.parse(document)
    assert (found.bozo, found.entries) == (False, [])
    assert found.feed.updated_parsed.tm_year > 2025
    assert client.get(address).content.decode() == document


def test_an_entry_without_a_reason_says_what_changed(client, editor, fact):
    edit(editor, fact, value="Everything", reason="")
    (entry,) = entries(client)
    assert entry.summary == "Async ORM in Django: Queries only → Everything"
    assert "lastBuildDate" in client.get(HUB).content.decode()
