"""A form that cannot be taken gives back what was typed."""

import datetime
import re
from html import unescape
from urllib.parse import urlencode

import pytest
from django.test import Client

from articles.desk import unsaved
from articles.models import Article, Tag, User
from hub.views import TOO_LARGE
from tests.desk import BACKEND, FormReader, change, form_at, make_staff, signed_in
from tests.factories import make_article, make_author, make_faq, make_technology, make_topic

pytestmark = pytest.mark.django_db
LONG = "What took me an hour to write. " * 20
MOMENT = datetime.datetime(2026, 3, 1, 9, 30, tzinfo=datetime.UTC)
OURS = {"Sec-Fetch-Site": "same-origin"}


def urlencoded(data):
    return {"data": urlencode(data), "content_type": "application/x-www-form-urlencoded"}


def multipart(data):
    return {"data": data}


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


@pytest.mark.parametrize("lost", ["rights", "desk", "own draft"])
def test_who_loses_a_right_while_writing_gets_the_text_back_and_sends_it_again_with_the_right(lost):
    anton = make_staff("Authors", username="anton")
    author, article = signed_in(anton), make_article(status="draft", owner=anton)
    data = form_at(author, change(article), body=LONG, title="Mine")
    groups = list(anton.groups.all())
    if lost == "rights":
        anton.groups.clear()
    elif lost == "desk":
        User.objects.update(is_staff=False)
    else:
        Article.objects.update(status="published")
    response = author.post(change(article), data, headers=OURS)
    assert response.status_code == 403
    html = response.content.decode()
    assert "Your account may not" in html
    assert ("Sign in again" in html) == (lost == "desk")
    again = FormReader(html).data
    assert (again["title"], again["body"]) == ("Mine", LONG)
    article.refresh_from_db()
    assert article.body == ""

    anton.groups.set(groups)
    User.objects.update(is_staff=True)
    Article.objects.update(status="draft")
    assert author.post(change(article), again, headers=OURS).status_code == 302
    article.refresh_from_db()
    assert article.body == LONG


def given_back(html):
    """What the page shows, by its label."""
    texts = re.findall(r"<label [^>]+>([^<]+)</label><textarea [^>]+>\n([^<]*)", html)
    return dict(texts + re.findall(r'<label [^>]+>([^<]+)</label><input [^>]* value="([^"]*)"', html))


def test_everything_that_was_written_comes_back_in_words_and_what_was_chosen_goes_along(editor):
    topic, tag = make_topic(name="Servers"), Tag.objects.create(name="asyncio")
    article = make_article(title="A title", slug="a-title", summary="In short.", published_at=MOMENT, updated_at=MOMENT)
    make_faq(article, question="Why?", answer=LONG, position=3)
    data = form_at(editor, change(article), body=LONG, topic=topic.pk, tags=[tag.pk], featured="on", reason="A typo")
    data |= {"_save": "Save"}
    editor.logout()
    html = editor.post(change(article), data, headers=OURS).content.decode()
    assert given_back(html) == {
        "Title": "A title",
        "Slug": "a-title",
        "Summary": "In short.",
        "Body": LONG,
        "Status": "published",
        "Published at 0": data["published_at_0"],
        "Published at 1": data["published_at_1"],
        "Reason": "A typo",
        "Faqs 1 question": "Why?",
        "Faqs 1 answer": LONG,
    }
    again = FormReader(html).data
    assert again["version"] == data["version"]
    assert (again["topic"], again["tags"], again["status"]) == (str(topic.pk), str(tag.pk), "published")
    assert (again["featured"], again["faqs-0-position"]) == ("on", "3")


def test_a_short_text_comes_back_from_every_form_of_the_desk(editor):
    forms = {
        "/admin/articles/topic/add/": {"name": "Servers & co", "slug": "servers"},
        "/admin/comparisons/technology/add/": {"name": "Django", "releases-0-version": "6.1"},
        "/admin/articles/article/add/": {"title": "T", "unknown": "What is this", "faqs-9-nonsense": "Kept"},
    }
    editor.logout()
    for address, data in forms.items():
        html = editor.post(address, data | {"more": "x"}, headers=OURS).content.decode()
        assert set(data.values()) <= {unescape(text) for text in given_back(html).values()}


def test_nobody_learns_the_name_of_what_was_chosen(editor, django_assert_max_num_queries):
    author, technologies = make_author(name="Secret name"), [make_technology() for _ in range(20)]
    editor.logout()
    sent = {"title": "T", "author": author.pk, "tags": ["0", "9" * 30, "x"]}
    sent |= {f"subjects-{number}-technology": thing.pk for number, thing in enumerate(technologies)}
    with django_assert_max_num_queries(1):
        html = editor.post("/admin/articles/article/add/", sent, headers=OURS).content.decode()
    assert "Secret name" not in html
    assert given_back(html).keys() == {"Title", "Tags"}  # of which one is no key


@pytest.mark.parametrize("send", [urlencoded, multipart])
@pytest.mark.parametrize(
    ("setting", "value"), [("DATA_UPLOAD_MAX_MEMORY_SIZE", 500), ("DATA_UPLOAD_MAX_NUMBER_FIELDS", 5)]
)
def test_a_form_that_is_too_large_is_refused_with_a_sentence(editor, settings, setting, value, send):
    article = make_article()
    data = form_at(editor, change(article), body=LONG)
    setattr(settings, setting, value)
    answer = editor.post(change(article), headers=OURS, **send(data))
    assert (answer.status_code, answer.content.decode()) == (413, TOO_LARGE)
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


@pytest.mark.parametrize("address", ["/admin/articles/article/add/", "/admin/login/", "/corrections/new/", "/nowhere/"])
def test_of_who_is_not_signed_in_no_more_fields_are_read_than_anybody_can_have_typed(client, monkeypatch, address):
    monkeypatch.setattr(unsaved, "show_unsaved", None)
    client.cookies["sessionid"] = "x" * 32
    form = "application/x-www-form-urlencoded"
    answer = client.post(address, "title=A&" + "a=b&" * unsaved.FIELDS_OF_STRANGERS, form, headers=OURS)
    assert (answer.status_code, answer.content.decode()) == (413, unsaved.TOO_MUCH)
    parts = {f"field-{number}": "b" for number in range(5000)}
    answer = client.post(address, parts, headers=OURS)
    assert (answer.status_code, answer.content.decode()) == (413, unsaved.TOO_MUCH)
