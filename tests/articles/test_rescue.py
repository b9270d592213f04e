"""A form that cannot be taken gives back what was typed."""

from urllib.parse import urlencode

import pytest
from django.test import Client

from articles.models import Article
from tests.desk import BACKEND, FormReader, change, form_at, make_staff, signed_in
from tests.factories import make_article

pytestmark = pytest.mark.django_db
LONG = "What took me an hour to write. " * 20
OURS = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def erika():
    return make_staff("Editors", username="erika")


@pytest.fixture
def editor(erika):
    return signed_in(erika)


def test_who_was_signed_out_gets_the_text_back_and_sends_it_again_after_signing_in(editor, erika):
    article = make_article()
    data = form_at(editor, change(article), body=LONG, title="Mine")
    editor.logout()
    response = editor.post(change(article), data, headers=OURS)
    assert response.status_code == 403
    html = response.content.decode()
    assert "You were signed out" in html
    assert "no-store" in response["Cache-Control"]
    again = FormReader(html).data
    assert (again["title"], again["body"]) == ("Mine", LONG)
    editor.force_login(erika, backend=BACKEND)
    assert editor.post(change(article), again, headers=OURS).status_code == 302
    article.refresh_from_db()
    assert (article.title, article.body) == ("Mine", LONG)


def test_a_form_opened_before_signing_in_again_comes_back_ready_to_be_sent(erika):
    article, client = make_article(), Client(enforce_csrf_checks=True)
    client.force_login(erika, backend=BACKEND)
    data = form_at(client, change(article), body=LONG)
    client.cookies["csrftoken"] = "x" * 32
    response = client.post(change(article), data, headers=OURS)
    assert response.status_code == 403
    again = FormReader(response.content.decode()).data
    assert again["body"] == LONG
    assert client.post(change(article), again, headers=OURS).status_code == 302


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {}])
def test_another_site_cannot_make_a_form_ready_to_be_sent_in_our_name(erika, headers):
    article, client = make_article(), Client(enforce_csrf_checks=True)
    client.force_login(erika, backend=BACKEND)
    response = client.post(change(article), {"title": "Forged", "body": LONG}, headers=headers)
    assert response.status_code == 403
    assert "csrfmiddlewaretoken" not in response.content.decode()
    client.logout()
    response = Client().post(change(article), {"title": "Forged", "body": LONG}, headers=headers)
    assert "csrfmiddlewaretoken" not in response.content.decode()


def test_passwords_are_never_shown(client):
    sent = {"old_password": "hunter2", "new_password1": "hunter3", "text": "x"}
    html = client.post("/admin/password_change/", sent, headers=OURS).content.decode()
    assert "hunter" not in html


@pytest.mark.parametrize(
    ("setting", "value"), [("DATA_UPLOAD_MAX_MEMORY_SIZE", 500), ("DATA_UPLOAD_MAX_NUMBER_FIELDS", 5)]
)
def test_a_form_that_is_too_large_gives_its_texts_back(editor, settings, setting, value):
    article = make_article()
    data = form_at(editor, change(article), body=LONG + "ü <b>")
    setattr(settings, setting, value)
    response = editor.post(
        change(article), urlencode(data), content_type="application/x-www-form-urlencoded", headers=OURS
    )
    assert response.status_code == 413
    assert FormReader(response.content.decode()).data["body"] == LONG + "ü <b>"
    article.refresh_from_db()
    assert article.body == ""


def test_a_text_of_three_megabytes_is_refused_with_the_text_kept(editor):
    article = make_article()
    text = "All work and no play.\n" * 140_000
    response = editor.post(change(article), form_at(editor, change(article), body=text))
    assert response.status_code == 200
    html = response.content.decode()
    assert "A text can have 400,000 characters at most." in html
    assert len(FormReader(html).data["body"]) >= 3_000_000
    article.refresh_from_db()
    assert article.body == ""


def test_a_page_deleted_while_it_was_open_gives_the_text_back(editor):
    article = make_article()
    data = form_at(editor, change(article), body=LONG)
    Article.objects.all().delete()
    response = editor.post(change(article), data, headers=OURS)
    assert response.status_code == 410
    assert FormReader(response.content.decode()).data["body"] == LONG
