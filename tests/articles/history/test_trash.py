"""The trash: thirty days to change one's mind."""

import datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.history import revisions, trash
from articles.models import FAQ, Article, Deletion, Revision, Tag
from comparisons.models import Comparison, Fact, Row, Source, Subject, Technology
from tests.desk import change, make_staff, signed_in
from tests.factories import make_article, make_comparison, make_fact, make_faq, make_feature, make_technology

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/deletion/"


def everything():
    """All rows of what can be deleted, field by field."""
    models = (Article, Comparison, FAQ, Subject, Row, Technology, Fact, Source)
    return {model: list(model.objects.order_by("pk").values()) for model in models}


def restore_all(client):
    keys = list(Deletion.objects.values_list("pk", flat=True))
    return client.post(LIST, {"action": "restore", "_selected_action": keys}, follow=True)


@pytest.fixture
def editor():
    return signed_in(make_staff("Editors"))


def test_a_comparison_deleted_at_the_desk_comes_back_whole(editor, client):
    comparison = make_comparison(slug="b")
    comparison.tags.add(Tag.objects.create(name="Web"))
    make_faq(comparison)
    comparison.slug = "c"
    comparison.save()
    before, address = everything(), comparison.get_absolute_url()
    response = editor.post(change(comparison).replace("change", "delete"), {"post": "yes"}, follow=True)
    assert "trash" in response.content.decode()
    assert not Comparison.objects.exists()
    assert not FAQ.objects.exists()
    assert client.get(address).status_code == 410

    assert f"“{comparison}”</a> is back." in restore_all(editor).content.decode()
    assert everything() == before
    assert [tag.name for tag in Comparison.objects.get().tags.all()] == ["Web"]
    assert client.get(address).status_code == 200
    assert client.get("/comparisons/b/")["Location"] == "/comparisons/c/"
    assert not Deletion.objects.exists()


def test_a_restored_page_is_found_again(editor, client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        article = make_article(title="Zebras")
    with django_capture_on_commit_callbacks(execute=True):
        trash.discard(article)
    assert article.get_absolute_url() not in client.get("/search/?q=zebras").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        restore_all(editor)
    assert article.get_absolute_url() in client.get("/search/?q=zebras").content.decode()


def test_a_technology_comes_back_with_its_facts_and_their_sources():
    technology = make_technology()
    make_fact(technology, make_feature(), sources=2)
    before = everything()
    deletion = trash.discard(technology)
    assert not Fact.objects.exists()
    trash.undelete(deletion)
    assert everything() == before


def test_several_pages_ticked_in_the_list_go_to_the_trash_one_by_one(editor):
    pages = [make_article(), make_article()]
    data = {"action": "delete_selected", "_selected_action": [page.pk for page in pages], "post": "yes"}
    editor.post("/admin/articles/article/", data)
    assert not Article.objects.exists()
    assert {deletion.title for deletion in Deletion.objects.all()} == {page.title for page in pages}


def test_a_page_whose_slug_was_taken_meanwhile_gets_a_new_one(client):
    deletion = trash.discard(make_article(slug="zebra"))
    other = make_article(slug="zebra")
    restored = trash.undelete(deletion)
    assert restored.slug == "zebra-2"
    assert client.get("/articles/zebra/").context["article"] == other


def test_what_needs_something_deleted_is_not_restored_by_halves():
    technologies = [make_technology(), make_technology()]
    comparison = trash.discard(make_comparison(technologies, facts=False))
    technology = trash.discard(technologies[0])
    with pytest.raises(ValidationError, match="restore that first"):
        trash.undelete(comparison)
    assert not Article.objects.exists()
    trash.undelete(technology)
    assert trash.undelete(comparison).subjects.count() == 2


def test_a_page_comes_back_without_a_tag_that_is_gone():
    tag = Tag.objects.create(name="Web")
    deletion = trash.discard(make_article(tags=[tag, Tag.objects.create(name="Kept")]))
    tag.delete()
    assert [tag.name for tag in trash.undelete(deletion).tags.all()] == ["Kept"]


def test_after_thirty_days_it_is_forgotten():
    trash.discard(make_article(title="Zebra"))
    with time_machine.travel(timezone.now() + datetime.timedelta(days=29)):
        assert trash.empty() == 0
        editor = signed_in(make_staff("Editors"))
        assert "Zebra" in editor.get(LIST).content.decode()
    with time_machine.travel(timezone.now() + datetime.timedelta(days=31)):
        editor = signed_in(make_staff("Editors"))
        assert "Zebra" not in editor.get(LIST).content.decode()
        assert trash.empty() == 1


def test_what_is_gone_for_good_leaves_no_earlier_state_of_itself_or_its_parts():
    fact, stays = (make_fact(make_technology(), make_feature()) for _ in range(2))
    technology, page = fact.technology, make_article(body="Not for anybody's eyes.")
    for kept in (fact, stays, page):
        revisions.record(kept)
    trash.discard(page)
    trash.discard(technology)
    assert Revision.objects.count() == 3
    trash.forget_for_good(Deletion.objects.all())
    assert [revision.object_id for revision in Revision.objects.all()] == [stays.pk]


def test_an_author_sees_and_restores_only_what_they_deleted():
    anton = make_staff("Authors")
    author = signed_in(anton)
    trash.discard(make_article(title="Secret plan"), make_staff("Editors"))
    own = make_article(title="Mine", status="draft", owner=anton)
    author.post(change(own).replace("change", "delete"), {"post": "yes"})
    text = author.get(LIST).content.decode()
    assert "Mine" in text
    assert "Secret plan" not in text
    restore_all(author)
    assert [page.title for page in Article.objects.all()] == ["Mine"]
    assert Article.objects.get().owner == anton
