"""What changed: answers in the table of a comparison, and the text of any page, after it was published."""

import datetime

import pytest
from django.db.models.functions import Now

from articles.history import revisions
from articles.models import Article
from comparisons.models import Change, Technology
from tests.desk import change as desk_address
from tests.desk import form_at, make_staff, signed_in
from tests.factories import make_article, make_comparison, make_feature, make_technology

pytestmark = pytest.mark.django_db

PUBLISHED = datetime.datetime(2026, 3, 1, 9, tzinfo=datetime.UTC)


@pytest.fixture
def comparison():
    technologies = [make_technology(name="Django"), make_technology(name="Flask")]
    return make_comparison(technologies, [make_feature() for _ in range(6)], published_at=PUBLISHED)


def change(comparison, technology, row, day):
    """Keep a change of that day; the anchor of its cell."""
    about = {"technology": Technology.objects.get(name=technology), "feature": comparison.rows.all()[row].feature}
    Change.objects.create(text=f"Since {day}", reason="It is <out>", made_at=f"{day}T10:00Z", **about)
    return f"{about['feature'].slug}-{technology.lower()}"


def section(client, address):
    """The part of the page that says what changed; empty where there is none."""
    html = client.get(address).content.decode()
    return html.partition('aria-labelledby="changes"')[2].partition("</section>")[0]


def test_nothing_is_said_where_nothing_changed_since(client, comparison):
    change(comparison, "Flask", 0, "2025-12-31")
    assert section(client, comparison.get_absolute_url()) == ""


def test_a_change_of_an_answer_that_the_table_does_not_show_is_not_told(client, comparison):
    about = {"technology": Technology.objects.get(name="Flask"), "feature": make_feature()}
    Change.objects.create(text="Elsewhere", made_at="2026-10-05T10:00Z", **about)
    assert section(client, comparison.get_absolute_url()) == ""


def test_the_latest_change_stands_first_with_its_day_value_and_cell(client, comparison):
    early = change(comparison, "Django", 0, "2026-03-02")
    late = change(comparison, "Flask", 2, "2026-10-05")
    html = section(client, comparison.get_absolute_url())
    assert html.count("<li") == 2
    assert html.index(late) < html.index(early)
    assert '<time datetime="2026-10-05">5 October 2026</time>' in html
    assert f'<a href="{comparison.get_absolute_url()}#{late}">Since 2026-10-05</a> (It is &lt;out&gt;)' in html


def test_ten_changes_are_listed_all_are_counted_and_the_rest_is_a_click_away(client, comparison):
    for row in range(6):
        for technology in ("Django", "Flask"):
            change(comparison, technology, row, f"2026-0{row + 4}-01")
    html = section(client, comparison.get_absolute_url())
    assert html.count("<li") == 10
    assert "Since 2026-04-01" not in html
    assert "12 changed since 1 March 2026" in client.get(comparison.get_absolute_url()).content.decode()
    rest = client.get(html.partition("/changes/")[1] + html.partition("/changes/")[2].partition('"')[0])
    assert "Since 2026-04-01" in rest.content.decode()


def test_page_log_and_feed_tell_the_same_changes(client, comparison):
    change(comparison, "Django", 0, "2026-03-02")
    for address in (comparison.get_absolute_url(), "/changes/", f"{comparison.get_absolute_url()}changes.xml"):
        assert "Since 2026-03-02" in client.get(address).content.decode(), address


def test_a_change_is_listed_even_where_only_differences_are_shown(client, comparison):
    cell = change(comparison, "Flask", 0, "2026-10-05")
    assert f"/#{cell}" in section(client, f"{comparison.get_absolute_url()}?only=differences")


# --- the text ---


@pytest.mark.parametrize("make", [make_article, make_comparison])
def test_a_page_says_why_its_text_changed_in_substance_and_keeps_quiet_about_typos(client, make):
    page = make(published_at=PUBLISHED, summary="Old")
    editor = signed_in(make_staff("Editors"))
    notable = {"summary": "New", "reason": "Django 6.1 is <out>"}
    editor.post(desk_address(page), form_at(editor, desk_address(page), **notable))
    html = client.get(page.get_absolute_url()).content.decode()
    assert "Django 6.1 is &lt;out&gt;" in html
    page.refresh_from_db()
    updated = page.updated_at
    typo = {"summary": "Newer", "minor_change": "on", "reason": "A typo"}
    editor.post(desk_address(page), form_at(editor, desk_address(page), **typo))
    html = client.get(page.get_absolute_url()).content.decode()
    assert "A typo" not in html
    page.refresh_from_db()
    assert page.updated_at == updated


def test_what_happened_before_a_page_was_published_is_not_told(client):
    page = make_article()
    revisions.record(page, notable=True, reason="Written in secret")
    Article.objects.update(published_at=Now())
    assert "Written in secret" not in client.get(page.get_absolute_url()).content.decode()


def test_the_page_of_changes_shows_those_since_a_day(client, django_assert_max_num_queries):
    for day, text in (("2026-11-21", "Before"), ("2026-11-22", "On the day"), ("2026-11-25", "After")):
        change = Change.objects.create(text=text)
        Change.objects.filter(pk=change.pk).update(made_at=f"{day}T10:00:00Z")
    with django_assert_max_num_queries(3):
        html = client.get("/changes/?since=2026-11-22").content.decode()
    assert ("Before" in html, "On the day" in html, "After" in html) == (False, True, True)
    assert 'value="2026-11-22"' in html
    assert "Before" in client.get("/changes/?since=").content.decode()


@pytest.mark.parametrize("since", ["yesterday", "2026-13-40", "%00", "<b>", "9" * 500])
def test_what_is_no_day_is_said_and_finds_nothing(client, since):
    Change.objects.create(text="Something changed")
    html = client.get("/changes/", {"since": since}).content.decode()
    assert "is no day of the calendar" in html
    assert "Something changed" not in html
    assert "<b>" not in html.split("<main")[1]
