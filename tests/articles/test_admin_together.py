"""Two people at one page at the same time, and one at the door: nobody's work is lost, nobody guesses a password."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection

from articles.admin.pages import PageAdmin
from articles.admin.taxonomy import TopicAdmin
from articles.models import Article, Topic
from tests.desk import change, errors_of, form_at, make_staff, signed_in
from tests.factories import make_article, make_faq

pytestmark = pytest.mark.django_db
ADD = "/admin/articles/article/add/"


@pytest.fixture
def erika():
    return make_staff("Editors", username="erika")


@pytest.fixture
def editor(erika):
    return signed_in(erika)


def test_who_saves_second_is_told_what_the_first_one_changed_and_loses_nothing(editor, erika):
    article = make_article(title="Title", summary="Old")
    second = signed_in(make_staff("Editors", username="otto"))
    mine = form_at(second, change(article), body="Otto's long text", summary="Otto's")
    editor.post(change(article), form_at(editor, change(article), summary="Erika's"))

    response = second.post(change(article), mine)
    (message,) = errors_of(response)
    assert message.startswith("erika changed this while you had it open at ")
    assert ": summary and last updated." in message
    assert "Otto&#x27;s long text" in response.content.decode()
    article.refresh_from_db()
    assert (article.summary, article.body) == ("Erika's", "")

    again = {**mine, "version": response.context["adminform"].form["version"].value()}
    assert second.post(change(article), again).status_code == 302
    article.refresh_from_db()
    assert (article.summary, article.body) == ("Otto's", "Otto's long text")


def test_a_minor_change_of_an_answer_meanwhile_is_noticed_too(editor):
    article = make_article()
    faq = make_faq(article)
    mine = form_at(editor, change(article), title="Mine")
    editor.post(change(article), form_at(editor, change(article), minor_change="on", **{"faqs-0-answer": "Theirs."}))
    (message,) = errors_of(editor.post(change(article), mine))
    assert ": FAQs. " in message
    faq.refresh_from_db()
    assert faq.answer == "Theirs."


def test_a_change_from_outside_the_desk_is_noticed_too(editor):
    article = make_article()
    data = form_at(editor, change(article), body="Typed.")
    Article.objects.filter(pk=article.pk).update(body="Imported.")
    (message,) = errors_of(editor.post(change(article), data))
    assert message.startswith("Somebody changed this while you had it open: body.")


@pytest.mark.parametrize("version", ["", "nonsense", "[]", "{}", '{"opened": 1, "fields": 2}', "null"])
def test_a_form_without_a_sound_version_is_saved_as_it_comes(editor, version):
    article = make_article()
    response = editor.post(change(article), form_at(editor, change(article), title="New", version=version))
    assert response.status_code == 302
    article.refresh_from_db()
    assert article.title == "New"


def test_a_slug_taken_between_check_and_save_is_a_message_and_no_error_page(editor, monkeypatch):
    calls = []

    def save_model(self, request, obj, form, change):
        calls.append(obj.slug)
        if len(calls) == 1:
            raise IntegrityError
        obj.save()

    monkeypatch.setattr(PageAdmin, "save_model", save_model)
    assert editor.post(ADD, form_at(editor, ADD, title="Once", slug="once")).status_code == 302
    assert calls == ["once", "once"]
    assert Article.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_topics_added_at_once_with_one_name_the_second_gets_a_message(monkeypatch):
    address = "/admin/articles/topic/add/"
    clients = [signed_in(make_staff("Editors")) for _ in range(2)]
    forms = [form_at(client, address, name="Servers") for client in clients]
    if connection.vendor == "postgresql":
        # SQLite lets one write at a time; here both are checked before either is saved.
        monkeypatch.setattr(TopicAdmin, "save_model", saving_together())
        with ThreadPoolExecutor() as pool:
            answers = list(pool.map(add_topic, clients, forms))
    else:
        answers = list(map(add_topic, clients, forms))
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    (refused,) = [answer for answer in answers if answer.status_code == 200]
    assert "Topic with this Name already exists." in errors_of(refused)
    assert Topic.objects.count() == 1


def add_topic(client, data):
    answer = client.post("/admin/articles/topic/add/", data)
    if threading.current_thread() is not threading.main_thread():
        connection.close()
    return answer


def saving_together():
    """A save_model that, the first time, waits for the other thread to have come as far."""
    meeting, thread = threading.Barrier(2, timeout=10), threading.local()

    def save_model(self, request, obj, form, change):
        if not hasattr(thread, "met"):
            thread.met = meeting.wait()
        obj.save()

    return save_model


# --- signing in ---


def test_too_many_wrong_passwords_shut_the_door_with_a_clear_sentence(client, erika, settings):
    settings.AXES_FAILURE_LIMIT = 3
    for _ in range(3):
        response = client.post("/admin/login/", {"username": "erika", "password": "wrong"})
    assert response.status_code == 429
    assert "3 wrong passwords" in response.content.decode()
    right = client.post("/admin/login/", {"username": "erika", "password": "correct horse battery"})
    assert right.status_code == 429


def test_the_right_password_opens_the_desk(client, erika):
    response = client.post("/admin/login/?next=/admin/", {"username": "erika", "password": "correct horse battery"})
    assert response.status_code == 302
    page = client.get(response["Location"]).content.decode()
    assert "Learning Hub" in page
    assert 'href="/"' in page
