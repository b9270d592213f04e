"""A forgotten password: a letter with a link, and answers that tell nothing of who has an account."""

import re
import threading
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from articles.models import AuditEntry
from tests.articles.accounts.signing_in import PASSWORD, enrolled, is_in, sign_in
from tests.desk import make_staff, signed_in

pytestmark = pytest.mark.django_db
RESET = "/admin/login/reset/"
NEW = "forty winks at noon"


@pytest.fixture(autouse=True)
def mail_server(settings):
    settings.HAS_MAIL = True
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
    mail.outbox = []


@pytest.fixture
def anna():
    return make_staff(username="anna", email="anna@example.org")


def ask(email, client=None, **headers):
    answer = (client or Client()).post(RESET, {"email": email}, headers=headers)
    for thread in threading.enumerate():
        if thread.name == "letter":
            thread.join()
    return answer


def link_in(letter):
    return re.search(r"https?://[^/]+(/\S+)", letter.body)[1]


def choose(client, address, password=NEW):
    form = client.get(address)["Location"]
    return client.post(form, {"new_password1": password, "new_password2": password})


def test_a_link_by_letter_leads_to_a_new_password_and_ends_all_sessions(anna, settings):
    settings.SITE_URL, settings.HTTPS = "https://hub.example.org", True
    before = signed_in(anna)
    assert ask("Anna@example.org")["Location"] == f"{RESET}sent/"
    [letter] = mail.outbox
    assert letter.to == ["anna@example.org"]
    assert "https://hub.example.org/admin/login/reset/" in letter.body
    client = Client()
    assert choose(client, link_in(letter))["Location"] == f"{RESET}done/"
    assert client.get(f"{RESET}done/").status_code == 200
    assert not is_in(client)
    assert not is_in(before)
    assert sign_in("anna")[1].status_code == 200
    assert sign_in("anna", NEW)[1]["Location"] == "/admin/"


def test_a_link_works_once_and_for_an_hour(anna):
    ask(anna.email)
    ask(anna.email)
    first, second = map(link_in, mail.outbox)
    choose(Client(), first)
    assert Client().get(second).status_code == 200
    assert (
        "no longer valid" in Client().get(first).content.decode() or "invalid" in Client().get(first).content.decode()
    )
    ask(anna.email)
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert Client().get(link_in(mail.outbox[-1])).status_code == 200  # and no form


def test_a_new_password_does_not_go_round_the_second_factor(anna):
    enrolled(anna)
    ask(anna.email)
    choose(Client(), link_in(mail.outbox[0]))
    client, answer = sign_in("anna", NEW)
    assert answer["Location"] == "/admin/login/code/"
    assert not is_in(client)


def test_the_answer_is_the_same_whether_there_is_an_account_or_not(anna):
    make_staff(email="closed@example.org", is_active=False)
    answers = [ask(email) for email in (anna.email, "closed@example.org", "nobody@example.org")]
    assert {(answer.status_code, answer["Location"], answer.content) for answer in answers} == {
        (302, f"{RESET}sent/", b"")
    }
    assert len(mail.outbox) == 1


def test_what_takes_time_for_an_account_is_done_after_the_answer(anna, monkeypatch):
    waiting = threading.Event()
    monkeypatch.setattr(
        "django.contrib.auth.forms.PasswordResetForm.send_mail", lambda *args, **kwargs: waiting.wait(10)
    )
    try:
        answer = Client().post(RESET, {"email": anna.email})
        assert answer["Location"] == f"{RESET}sent/"
        assert [thread for thread in threading.enumerate() if thread.name == "letter"]
    finally:
        waiting.set()


def test_asking_is_limited_by_address_whether_there_is_an_account_or_not(anna):
    for email in (anna.email, "nobody@example.org"):
        statuses = [ask(email).status_code for _ in range(12)]
        assert statuses == [302] * 9 + [429] * 3
    for number in range(60):
        answer = ask(f"nobody{number}@example.org")
    assert answer.status_code == 429


def test_nobody_is_sent_more_than_three_letters_an_hour_from_wherever_they_are_asked_for(anna, settings):
    settings.PROXY_COUNT = 1
    for number in range(6):
        assert ask(anna.email, X_Forwarded_For=f"203.0.113.{number}").status_code == 302
    assert len(mail.outbox) == 3
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        ask(anna.email, X_Forwarded_For="203.0.113.9")
    assert len(mail.outbox) == 4


def test_asking_for_it_locks_nobody_out(anna):
    for _ in range(12):
        ask(anna.email)
    assert sign_in("anna", PASSWORD)[1].status_code == 302


def test_where_no_mail_server_is_set_nothing_offers_it(anna, settings):
    assert "Forgotten" in Client().get("/admin/login/").content.decode()
    settings.HAS_MAIL = False
    assert "Forgotten" not in Client().get("/admin/login/").content.decode()
    assert Client().get(RESET).status_code == 404
    assert ask(anna.email).status_code == 404
    assert mail.outbox == []


@pytest.mark.parametrize("link", ["x/y/", "MQ/set-password/", "_/a/", "9" * 60 + "/a-b/"])
def test_a_link_that_is_none_gets_a_page_without_a_form(anna, link):
    answer = Client().get(f"{RESET}{link}")
    assert answer.status_code == 200
    assert 'type="password"' not in answer.content.decode()


def test_a_letter_that_is_asked_for_is_logged_without_its_link(anna):
    ask(anna.email)
    entry = AuditEntry.objects.filter(kind="password", name="anna").first()
    assert entry.about == "A link to a new password was sent."
    token = link_in(mail.outbox[0]).split("/")[-2]
    assert not AuditEntry.objects.filter(about__contains=token).exists()
