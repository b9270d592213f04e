"""Withdrawing pages: one button or one action, whatever they lack, and nobody but editors."""

import pytest

from articles.models import Article
from tests.articles.test_checklist import make_whole
from tests.desk import change, form_at, make_staff, signed_in
from tests.factories import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return signed_in(make_staff("Editors", username="erika"))


def test_one_button_saves_and_withdraws(editor, client):
    page = make_whole()
    assert 'name="_withdraw"' in editor.get(change(page)).content.decode()
    data = form_at(editor, change(page), title="Better", _withdraw="1")
    response = editor.post(change(page), data, follow=True)
    assert "its address tells readers that it is gone" in response.content.decode()
    page.refresh_from_db()
    assert (page.status, page.title) == ("withdrawn", "Better")
    assert client.get(page.get_absolute_url()).status_code == 410


def test_pages_are_withdrawn_from_the_list_whatever_they_lack(editor, client):
    pages = [make_article(), make_article()]
    data = {"action": "withdraw", "_selected_action": [page.pk for page in pages]}
    editor.post("/admin/articles/article/", data)
    assert {client.get(page.get_absolute_url()).status_code for page in pages} == {410}


def test_an_author_can_withdraw_nothing(client):
    anton = make_staff("Authors")
    author = signed_in(anton)
    page = make_whole(owner=anton)
    draft = make_whole(owner=anton, status="draft")
    assert author.post(change(page), {"_withdraw": "1"}).status_code == 403
    author.post(change(draft), form_at(author, change(draft), _withdraw="1"))
    author.post("/admin/articles/article/", {"action": "withdraw", "_selected_action": [page.pk]})
    assert set(Article.objects.values_list("status", flat=True)) == {"published", "draft"}
