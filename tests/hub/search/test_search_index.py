"""The search index follows the content, and holds nothing that readers may not see."""

import contextlib
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from articles.models import Article, Tag
from comparisons.models import Fact, Subject
from hub.models import SearchEntry, SearchText
from hub.search import index
from hub.search.find import find_entries
from hub.search.words import parse
from tests.factories import (
    hours_ago,
    make_article,
    make_author,
    make_comparison,
    make_fact,
    make_faq,
    make_feature,
    make_proof,
    make_run,
    make_technology,
    make_topic,
)

pytestmark = pytest.mark.django_db


def titles(q):
    entries = SearchEntry.objects.in_bulk()
    return [entries[key].title for key in find_entries(parse(q)) if key in entries]


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """A block whose changes are committed at its end."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_what_is_saved_is_found_and_what_is_deleted_is_not(commit):
    with commit():
        article = make_article(title="Marmalade", body="With *oranges*.")
        make_faq(article, question="Is it sweet?", answer="Bitterish.")
    assert titles("oranges") == ["Marmalade"]
    assert titles("bitterish") == ["Is it sweet?"]
    with commit():
        article.body = "With limes."
        article.save()
    assert (titles("oranges"), titles("limes")) == ([], ["Marmalade"])
    with commit():
        article.delete()
    assert SearchEntry.objects.count() == SearchText.objects.count() == 0


@pytest.mark.parametrize("status", [Article.Status.DRAFT, Article.Status.WITHDRAWN])
def test_a_page_that_is_not_published_is_nowhere_in_the_index(commit, status):
    with commit():
        page = make_comparison(title="Marmalade", body="oranges", status=Article.Status.PUBLISHED)
        make_faq(page, question="Marmalade or jam?")
    assert len(titles("marmalade")) == 2
    with commit():
        page.status = status
        page.save()
    assert titles("marmalade") == []
    assert not SearchEntry.objects.filter(article=page.pk).exists()


def test_a_page_is_hidden_at_once_although_the_index_is_not_written_yet():
    page = make_article(title="Marmalade")
    make_faq(page, question="Marmalade or jam?")
    index.rebuild()
    Article.objects.filter(pk=page.pk).update(status=Article.Status.WITHDRAWN)
    assert titles("marmalade") == []
    Article.objects.filter(pk=page.pk).update(
        status=Article.Status.PUBLISHED, published_at=timezone.now() + timezone.timedelta(hours=1)
    )
    assert titles("marmalade") == []
    Article.objects.filter(pk=page.pk).update(published_at=hours_ago(1))
    assert len(titles("marmalade")) == 2


def test_hidden_words_are_not_even_suggested(client):
    for fields in ({"status": "draft"}, {"status": "withdrawn"}, {"published_at": hours_ago(-1)}):
        make_article(title="Marmalade", body="Marmalade, marmalade.", **fields)
    index.rebuild()
    assert "Did you mean" not in client.get("/search/?q=marmelade").content.decode()


def test_a_fact_without_a_source_is_not_found_by_what_it_hides():
    fact = make_fact(make_technology(name="Hono"), make_feature(name="ORM"), value="Zeppelin", note="Kaleidoscope.")
    index.rebuild()
    assert titles("zeppelin") == titles("kaleidoscope") == ["Hono: ORM"]
    fact.sources.all().delete()
    index.rebuild()
    assert titles("zeppelin") == titles("kaleidoscope") == titles("hono orm") == []


def test_an_unknown_fact_is_found_by_the_note_that_its_cell_shows():
    feature = make_feature(name="ORM")
    make_fact(make_technology(name="Hono"), feature, level=Fact.Level.UNKNOWN, value="Zeppelin", note="Kaleidoscope.")
    make_fact(make_technology(name="Koa"), feature, level=Fact.Level.UNKNOWN, value="", note="", sources=0)
    index.rebuild()
    assert titles("kaleidoscope") == ["Hono: ORM"]
    assert titles("koa orm") == []


def test_a_judgement_is_found_without_a_source():
    feature = make_feature(name="Learning curve", kind="judgement")
    make_fact(make_technology(name="Hono"), feature, sources=0, value="Gentle", level="")
    index.rebuild()
    assert titles("gentle") == ["Hono: Learning curve"]


def test_losing_its_last_source_takes_a_fact_out_of_the_index(commit):
    with commit():
        fact = make_fact(make_technology(name="Hono"), make_feature(name="ORM"), value="Zeppelin")
    assert titles("zeppelin") == ["Hono: ORM"]
    with commit():
        fact.sources.get().delete()
    assert titles("zeppelin") == []


def test_a_new_name_or_slug_reaches_everything_that_shows_it(commit):
    with commit():
        technology, feature = make_technology(name="Koa"), make_feature(name="ORM")
        make_fact(technology, feature)
        page = make_comparison([make_technology(), make_technology()], title="Two of them")
        Subject.objects.create(article=page, technology=technology)
    with commit():
        technology.name, technology.slug, feature.slug = "Zeppelin", "zeppelin", "mapper"
        technology.save()
        feature.save()
    assert titles("koa") == []
    assert titles("zeppelin") == ["Zeppelin", "Zeppelin: ORM", "Two of them"]
    fact = SearchEntry.objects.get(kind="fact", title="Zeppelin: ORM")
    assert fact.url == "/technologies/zeppelin/#mapper-zeppelin"
    with commit():
        page.slug = "both"
        page.save()
        make_faq(page, question="Which?")
    assert SearchEntry.objects.get(kind="comparison").url == "/comparisons/both/"
    assert SearchEntry.objects.get(kind="faq").url == "/comparisons/both/#faq-which"


def test_a_script_is_found_by_what_it_saw_and_by_its_code(commit):
    with commit():
        proof = make_proof(make_technology(name="Demo"), make_feature(name="Greeting"))
    assert titles("greets true") == titles("hasattr demo greet") == ["Demo: Greeting, by script"]
    assert SearchEntry.objects.get(kind="proof").url == "/proofs/greeting/demo/"
    with commit():
        proof.keep(make_run(proof, saw="silence", version="3.0"))
    assert (titles('"greets true"'), titles("silence")) == ([], ["Demo: Greeting, by script"])
    with commit():
        proof.script = f"{proof.script}# edited\n"
        proof.save()
        proof.technology.name = "Example"
        proof.technology.save()
    assert (titles("silence"), titles("edited")) == ([], ["Example: Greeting, by script"])
    assert find_entries(parse("edited"), "proof")
    assert not find_entries(parse("edited"), "fact")
    with commit():
        proof.delete()
    assert titles("edited") == []


def test_topic_author_and_tags_follow_too(commit):
    with commit():
        topic, author, tag = make_topic(name="Airships"), make_author(name="Ada"), Tag.objects.create(name="helium")
        make_article(title="Flying", topic=topic, author=author, tags=[tag])
    assert titles("airships") == titles("ada") == titles("helium") == ["Flying"]
    with commit():
        topic.name = "Balloons"
        topic.save()
        tag.delete()
    assert (titles("airships"), titles("helium"), titles("balloons")) == ([], [], ["Flying"])
    with commit():
        Tag.objects.create(name="hydrogen").articles.set(Article.objects.all())
    assert titles("hydrogen") == ["Flying"]


def test_what_is_rolled_back_is_not_found(commit):
    with commit(), contextlib.suppress(ZeroDivisionError), transaction.atomic():
        make_article(title="Marmalade")
        1 / 0  # noqa: B018
    with commit():
        make_article(title="Jam")
    assert titles("marmalade") == []
    assert titles("jam") == ["Jam"]


def test_rebuild_makes_the_index_again_from_nothing_and_from_rubbish(capsys):
    make_article(title="Marmalade")
    SearchEntry.objects.create(id=5, kind="technology", object_id=5, title="Ghost", text="", url="/")
    SearchText.objects.create(entry_id=5, title=["ghost"], lead=["ghost"], full=["ghost"])
    SearchText.objects.create(entry_id=6, title=["ghost"], lead=["ghost"], full=["ghost"])
    assert titles("ghost") == ["Ghost"]
    for _ in range(2):
        call_command("rebuild_search")
        assert titles("ghost") == []
        assert titles("marmalade") == ["Marmalade"]
        assert SearchText.objects.count() == 1
    assert "holds 1 entries" in capsys.readouterr().out


def test_a_huge_page_is_indexed_as_far_as_the_index_can_hold_it():
    words = " ".join(f"{chr(0x4F60)}x{number:x}" * 3 for number in range(30_000))
    make_article(title="Huge", body=f"Marmalade. {words}")
    index.rebuild()
    assert titles("marmalade") == ["Huge"]


def test_an_import_leaves_the_index_as_a_rebuild_would(commit):
    with commit():
        call_command("import_content", str(Path(__file__).parents[3] / "content"), verbosity=0)
    imported = list(SearchEntry.objects.order_by("pk").values())
    assert len(imported) > 100
    index.rebuild()
    assert imported == list(SearchEntry.objects.order_by("pk").values())


def test_prepare_fills_an_empty_index(monkeypatch):
    make_article(title="Marmalade")
    call_command("prepare", stdout=StringIO())
    assert titles("marmalade") == ["Marmalade"]
    monkeypatch.setattr(index, "rebuild", lambda: pytest.fail("It was full."))
    call_command("prepare", stdout=StringIO())
