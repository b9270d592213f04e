"""Two people at one page at the same time, and one at the door: nobody's work is lost, nobody guesses a password."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection

from articles.admin.pages import PageAdmin
from articles.admin.people import TopicAdmin
from articles.models import Article, Topic
from tests.desk import change, conflicts_of, errors_of, form_at, make_staff, refused, shown, signed_in
from tests.factories import make_article, make_topic

pytestmark = pytest.mark.django_db
ADD = "/admin/articles/article/add/"


@pytest.fixture
def erika():
    return make_staff("Editors", username="erika")


@pytest.fixture
def editor(erika):
    return signed_in(erika)


def test_who_saves_second_sees_both_texts_and_types_nothing_again(editor, erika):
    article = make_article(title="Title", summary="Old")
    second = signed_in(make_staff("Editors", username="otto"))
    mine = form_at(second, change(article), body="Otto's long text", summary="Otto's")
    editor.post(change(article), form_at(editor, change(article), summary="Erika's"))

    response = refused(second, article, mine)
    message = errors_of(response)[-1]
    assert message.startswith("erika changed this while you had it open at ")
    assert ": summary. " in message
    assert conflicts_of(response) == {"summary": ("Otto's", "Erika's")}
    article.refresh_from_db()
    assert (article.summary, article.body) == ("Erika's", "")

    assert second.post(change(article), shown(response)).status_code == 302
    article.refresh_from_db()
    assert (article.summary, article.body) == ("Otto's", "Otto's long text")


def test_their_text_is_taken_by_one_choice_and_the_rest_of_mine_stays(editor):
    article = make_article(summary="Old")
    mine = form_at(editor, change(article), body="Mine", summary="Mine")
    editor.post(change(article), form_at(editor, change(article), summary="Theirs"))
    again = shown(refused(editor, article, mine)) | {"resolve-summary": "theirs"}
    assert editor.post(change(article), again).status_code == 302
    article.refresh_from_db()
    assert (article.summary, article.body) == ("Theirs", "Mine")


def test_changes_to_different_fields_both_survive_and_are_told(editor):
    topic = make_topic()
    article = make_article(title="Title", summary="Old")
    mine = form_at(editor, change(article), body="Mine")
    theirs = {"summary": "Theirs", "topic": topic.pk, "featured": "on", "published_at_0": "2026-01-01"}
    editor.post(change(article), form_at(editor, change(article), **theirs))
    response = editor.post(change(article), mine, follow=True)
    assert "Somebody else’s changes are kept beside yours: " in response.content.decode()
    article.refresh_from_db()
    assert (article.body, article.summary, article.topic, article.featured) == ("Mine", "Theirs", topic, True)
    assert article.published_at.date().isoformat() == "2026-01-01"


def test_a_form_refused_for_something_else_shows_what_they_changed_meanwhile(editor):
    topic = make_topic()
    article = make_article(title="Title", summary="Old")
    mine = form_at(editor, change(article), title="", body="Mine")
    theirs = {"summary": "Theirs", "topic": topic.pk, "featured": "on", "published_at_0": "2026-01-01"}
    editor.post(change(article), form_at(editor, change(article), **theirs))
    again = shown(refused(editor, article, mine))
    assert (again["summary"], again["topic"], again["featured"]) == ("Theirs", str(topic.pk), "on")
    assert again["published_at_0"] == "01/01/2026"
    assert editor.post(change(article), {**again, "title": "Named"}).status_code == 302
    article.refresh_from_db()
    assert (article.title, article.body, article.summary, article.topic) == ("Named", "Mine", "Theirs", topic)


def test_changes_to_different_lines_of_one_text_are_put_together(editor):
    article = make_article(body="One.\n\nTwo.\n\nThree.")
    mine = form_at(editor, change(article), body="One, mine.\r\n\r\nTwo.\r\n\r\nThree.")
    editor.post(change(article), form_at(editor, change(article), body="One.\n\nTwo.\n\nThree, theirs."))
    assert editor.post(change(article), mine).status_code == 302
    article.refresh_from_db()
    assert article.body == "One, mine.\n\nTwo.\n\nThree, theirs."
    assert "One, mine." in article.lead_html


def test_changes_to_the_same_line_of_a_text_are_refused(editor):
    article = make_article(body="One.\n\nTwo.")
    mine = form_at(editor, change(article), body="Mine.\n\nTwo.")
    editor.post(change(article), form_at(editor, change(article), body="Theirs.\n\nTwo."))
    assert list(conflicts_of(refused(editor, article, mine))) == ["body"]


def test_a_third_change_while_the_second_is_being_settled_is_told_too(editor):
    article = make_article(summary="Old")
    mine = form_at(editor, change(article), summary="Mine")
    editor.post(change(article), form_at(editor, change(article), summary="Theirs"))
    again = shown(refused(editor, article, mine))
    editor.post(change(article), form_at(editor, change(article), summary="Theirs again"))
    assert conflicts_of(refused(editor, article, again)) == {"summary": ("Mine", "Theirs again")}


def test_a_change_from_outside_the_desk_is_noticed_too(editor):
    article = make_article()
    data = form_at(editor, change(article), body="Typed.")
    Article.objects.filter(pk=article.pk).update(body="Imported.")
    message = errors_of(refused(editor, article, data))[-1]
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
