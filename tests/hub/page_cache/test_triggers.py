"""Every change of what readers see is counted, whoever makes it and by whatever way; nothing else is."""

import datetime
import time

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from articles.models import FAQ, Article, Author, Tag, User
from comparisons.models import Fact, Source, Technology
from hub.models import ContentChange, SearchWord
from hub.page_cache import triggers
from hub.page_cache.answers import takedowns_in
from tests.factories import hours_ago, make_article, make_comparison, make_faq, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def version():
    return ContentChange.objects.version()


def raw_update():
    with connection.cursor() as cursor:
        cursor.execute("UPDATE articles_article SET title = 'By hand'")


def many_to_many():
    Article.objects.first().tags.add(Tag.objects.create(name="New"))


WAYS = {
    "save": lambda: Article.objects.first().save(),
    "update": lambda: Article.objects.update(summary="Other"),
    "bulk_create": lambda: Author.objects.bulk_create([Author(name="A", slug="a"), Author(name="B", slug="b")]),
    "ignored conflicts": lambda: Tag.objects.bulk_create([Tag(name="X", slug="x")], ignore_conflicts=True),
    "bulk_update": lambda: Fact.objects.bulk_update(Fact.objects.all(), ["note"]),
    "delete": lambda: Source.objects.first().delete(),
    "delete of many": lambda: FAQ.objects.all().delete(),
    "many to many": many_to_many,
    "statement": raw_update,
    "import": lambda: call_command("import_content", "content", verbosity=0),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_change_is_counted_whatever_way_it_is_made(way):
    make_faq(make_comparison())
    before = version()
    WAYS[way]()
    assert version() != before


def test_what_is_rolled_back_does_not_count_and_what_comes_after_it_does():
    article = make_article()
    before = version()
    with transaction.atomic():
        article.save()
        transaction.set_rollback(True)
    assert version() == before
    with transaction.atomic():
        with transaction.atomic():
            article.save()
            transaction.set_rollback(True)
        Author.objects.create(name="After")
    assert version() != before


def test_a_login_a_session_or_the_search_index_change_no_page():
    make_user(username="me")
    before = version()
    User.objects.update(last_login=timezone.now())
    Session.objects.create(session_key="x", session_data="", expire_date=timezone.now())
    SearchWord.objects.create(word="word")
    assert version() == before


def test_every_table_that_readers_see_is_watched():
    tables = triggers.watched_tables()
    assert {"articles_article", "articles_article_tags", "comparisons_fact", "comparisons_source"} <= set(tables)
    assert not {"articles_user", "articles_user_groups", "hub_searchentry", "hub_contentchange"} & set(tables)
    with connection.cursor() as cursor:
        catalogue = {"sqlite": "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'hub_change%'"}
        cursor.execute(
            catalogue.get(connection.vendor)
            or "SELECT relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid WHERE tgname = 'hub_change'"
        )
        assert {table for (table,) in cursor.fetchall()} == set(tables)


def drop_triggers():
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DROP FUNCTION hub_change(), hub_takedown() CASCADE")
            return
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'hub_%'")
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP TRIGGER "{name}"')


def test_triggers_that_a_migration_dropped_are_made_again():
    drop_triggers()
    before = version()
    make_article()
    assert version().split()[0] == before.split()[0]
    call_command("migrate", verbosity=0)
    before = version()
    make_article()
    assert version().split()[0] != before.split()[0]


TAKEDOWNS = {
    "withdrawn": lambda: Article.objects.filter(slug="page").update(status="withdrawn"),
    "a draft again": lambda: Article.objects.filter(slug="page").update(status="draft"),
    "scheduled again": lambda: Article.objects.filter(slug="page").update(published_at=hours_ago(-5)),
    "deleted": lambda: Article.objects.get(slug="page").delete(),
    "a technology deleted": lambda: Technology.objects.get(slug="gone").delete(),
    "its author deleted": lambda: Author.objects.get(slug="gone").delete(),
    "no row of ours": lambda: ContentChange.objects.take_down(),
}


@pytest.mark.parametrize("way", TAKEDOWNS)
def test_what_takes_a_page_from_readers_is_counted_as_a_takedown(way):
    make_article(slug="page")
    Author.objects.create(name="Gone")
    Technology.objects.create(name="Gone")
    before = takedowns_in(version())
    TAKEDOWNS[way]()
    assert takedowns_in(version()) != before


def test_ordinary_work_is_no_takedown():
    make_article(slug="draft", status="draft", published_at=None)
    before = takedowns_in(version())
    page = make_article(slug="page")
    page.title = "Other"
    page.save()
    Article.objects.filter(slug="draft").update(status="published", published_at=hours_ago(1))
    Article.objects.filter(slug="page").update(published_at=hours_ago(9))
    make_faq(page).delete()
    make_article(slug="thrown-away", status="draft", published_at=None).delete()
    assert takedowns_in(version()) == before
    ContentChange.objects.take_down()
    summed_up = version()
    ContentChange.objects.compact()
    assert version() == summed_up


def test_a_scheduled_page_moves_the_version_when_it_appears():
    make_article(published_at=hours_ago(2))
    make_article(published_at=timezone.now() + datetime.timedelta(seconds=1))
    before = version()
    assert version() == before
    time.sleep(1.1)
    assert version() != before


def test_many_changes_are_summed_up_and_the_version_stays():
    make_article()
    ContentChange.objects.bulk_create(ContentChange(changes=1) for _ in range(1500))
    before = version()
    assert ContentChange.objects.count() == 1
    assert version() == before
    ContentChange.objects.compact()
    assert version() == before
