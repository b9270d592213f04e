"""The first page of the desk says what needs somebody today."""

import datetime

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, OldSlug
from comparisons.models import LinkCheck
from tests.desk import change, make_staff, signed_in
from tests.factories import (
    make_article,
    make_comparison,
    make_fact,
    make_feature,
    make_outdated,
    make_technology,
)

pytestmark = pytest.mark.django_db
START = "/admin/"
DRAFT = {"status": "draft", "published_at": None}


@pytest.fixture
def erika():
    return make_staff("Editors", username="erika")


@pytest.fixture
def editor(erika):
    return signed_in(erika)


def make_dead(url):
    since = timezone.now() - datetime.timedelta(days=5)
    LinkCheck.objects.create(url=url, answer="404", failures=3, failing_since=since, checked_at=timezone.now())


def panels(client):
    return {panel.title: panel for panel in client.get(START).context["panels"]}


# --- what it says ---


def test_facts_to_check_stand_by_technology_with_reason_source_and_two_ways_on(editor):
    _, (fact,) = make_outdated()
    make_fact(make_technology(name="Flask"), make_feature(name="Quiet"))
    html = editor.get(START).content.decode()
    assert f"<strong>{fact.feature.name}</strong>" in html
    assert "against 6.1</span>" in html
    assert "Checked against 0.9 on 22 November 2026: 6.1 is out." in html
    assert f'href="{fact.sources.get().url}"' in html
    assert f'href="/admin/comparisons/fact/recheck/{fact.pk}/"' in html
    assert f'href="{change(fact)}?changed=1"' in html
    assert "Quiet" not in html


@pytest.mark.parametrize("address", [START, "/admin/comparisons/fact/recheck/"])
def test_changed_opens_the_form_of_the_fact_whatever_table_shows_it(editor, address):
    technology, (fact,) = make_outdated()
    make_comparison([technology, make_technology()], [fact.feature])
    assert f'href="{change(fact)}?changed=1"' in editor.get(address).content.decode()


def test_each_panel_counts_all_shows_the_first_few_and_leads_to_the_rest(editor):
    make_outdated(7)
    for _ in range(7):
        make_article(**DRAFT)
        make_article(published_at=timezone.now() + datetime.timedelta(days=2))
    make_comparison(**DRAFT, facts=False)
    for number in range(6):
        make_dead(f"https://example.org/{number}")
    shown = panels(editor)
    assert {title: panel.count for title, panel in shown.items()} == {
        "Facts to check again": 7,
        "Drafts": 8,
        "Scheduled": 7,
        "Dead links": 6,
    }
    assert [item.text for item in shown["Drafts"].more] == ["Articles: all 7", "Comparisons: all 1"]
    (group,) = shown["Facts to check again"].items
    assert (len(group["facts"]), group["count"]) == (3, 7)
    for title, panel in shown.items():
        for link in panel.more:
            rows = editor.get(link.url).context.get("cl")
            assert title == "Facts to check again" or 0 < rows.result_count < 9


def test_a_desk_with_nothing_to_do_says_so_kindly(editor):
    make_article()
    make_comparison()
    assert "Nothing waits for you." in editor.get(START).content.decode()
    make_article(**DRAFT)
    html = editor.get(START).content.decode()
    assert "Nothing waits for you." not in html
    assert "All clear: facts to check again, " in html
    assert "scheduled" in html.partition("All clear: ")[2].partition("</p>")[0]


def test_everybody_sees_only_what_is_theirs_to_see():
    make_outdated(name="Zebra")
    make_dead("https://dead.example/")
    make_article(title="Secret plan", **DRAFT)
    anton = make_staff("Authors")
    make_article(title="Own draft", owner=anton, **DRAFT)
    author = signed_in(anton)
    start = author.get(START)
    html = start.text
    assert [panel.title for panel in start.context["panels"]] == ["Drafts"]
    assert start.context["done"] == ["scheduled"]
    assert "Own draft" in html
    assert "Write an article" in html
    for hidden in ("Zebra", "Secret plan", "dead.example", ">Check<", 'type="checkbox"'):
        assert hidden not in html
    nobody = signed_in(make_staff()).get(START)
    assert nobody.context["panels"] == nobody.context["done"] == []


def test_the_queries_of_the_first_page_do_not_grow(editor):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            editor.get(START)
        return len(captured)

    def fill(start, end):
        for number in range(start, end):
            _, (fact, _) = make_outdated(2, name=f"T{number}")
            make_dead(fact.sources.get().url)
            make_article(**DRAFT)
            make_article(published_at=timezone.now() + datetime.timedelta(days=2))

    fill(0, 6)
    queries()  # what Django keeps of content types is read now
    few = queries()
    fill(6, 40)
    assert queries() == few < 40


def test_a_redirect_can_be_forgotten(editor):
    owner = ContentType.objects.get_for_model(Article)
    redirect = OldSlug.objects.create(content_type=owner, object_id=10**6, slug="gone")
    data = {"action": "delete_selected", "_selected_action": [redirect.pk], "post": "yes"}
    assert editor.post("/admin/articles/oldslug/", data).status_code == 302
    assert not OldSlug.objects.exists()


def test_a_dead_link_leads_to_the_facts_that_name_it(editor):
    fact = make_fact(make_technology(), make_feature())
    make_fact(make_technology(), make_feature())
    make_dead(fact.sources.get().url)
    (item,) = panels(editor)["Dead links"].items
    assert list(editor.get(item.url).context["cl"].result_list) == [fact]
    assert editor.get("/admin/comparisons/linkcheck/?state=dead").context["cl"].result_count == 1


@pytest.mark.parametrize(("reason", "found"), [("release", 0), ("age", 1), ("source", 2), ("due", 3), ("none", 4)])
def test_the_list_of_facts_is_narrowed_by_the_reason_for_a_check(editor, reason, found):
    _, (outdated,) = make_outdated()
    technology, long_ago = make_technology(), timezone.localdate() - datetime.timedelta(days=400)
    aged = make_fact(technology, make_feature(), verified_on=long_ago)
    dead, fresh = make_fact(technology, make_feature()), make_fact(technology, make_feature())
    make_dead(dead.sources.get().url)
    rows = editor.get("/admin/comparisons/fact/", {"check": reason}).context["cl"].result_list
    each = [{outdated}, {aged}, {dead}, {outdated, aged, dead}, {outdated, aged, dead, fresh}]
    assert set(rows) == each[found]


def test_the_panels_of_every_app_are_registered_once():
    names = [make_panel.__name__ for make_panel in admin.site.panels]
    assert {"facts_to_recheck", "drafts", "scheduled", "dead_link_panel"} <= set(names)
    assert len(names) == len(set(names))
