"""A reader says what is wrong, without an account; an editor decides; the reader's own link shows the outcome."""

import datetime
import re

import pytest
from django.utils import timezone

from articles.models import Revision
from comparisons.models import Change, Correction, Fact, Feature, corrections
from tests.desk import change, errors_of, form_at, make_staff, shown, signed_in
from tests.factories import make_article, make_comparison, make_fact, make_faq, make_feature, make_technology

pytestmark = pytest.mark.django_db
NEW = "/corrections/new/"
SOURCE = "https://docs.example.org/async"


@pytest.fixture
def fact():
    technology, feature = make_technology(name="Django"), make_feature(name="Async ORM")
    return make_fact(technology, feature, level="partial", value="Queries only", note="No transactions.")


@pytest.fixture
def editor():
    return signed_in(make_staff("Editors", username="erika"))


def about(fact):
    return f"{NEW}?about=fact:{fact.feature.slug}:{fact.technology.slug}"


def send(client, address, sender=(), **fields):
    """``sender``: what else the request says of where it comes from."""
    sent = {"problem": "It is complete since 6.2.", "source_url": SOURCE}
    return client.post(address, {**sent, **fields}, **dict(sender))


def decide(editor, correction, **fields):
    return editor.post(change(correction), form_at(editor, change(correction), **fields))


def test_a_reader_without_account_and_cookies_corrects_a_cell(client, fact):
    response = send(client, about(fact), value="Everything", name="Rita", email="rita@example.org")
    assert response.status_code == 303
    correction = Correction.objects.get()
    assert (correction.about, correction.fact, correction.value) == ("Async ORM in Django", fact, "Everything")
    assert not response.cookies
    outcome = client.get(response["Location"])
    assert "Keep the address of this page" in outcome.content.decode()
    assert "rita@example.org" not in outcome.content.decode()
    assert (outcome["X-Robots-Tag"], outcome["Cache-Control"]) == ("noindex", "private, no-cache")
    assert not outcome.cookies


def test_every_cell_question_and_page_leads_to_its_form(client):
    comparison = make_comparison()
    make_faq(comparison)
    html = client.get(comparison.get_absolute_url()).content.decode()
    links = re.findall(r'href="(/corrections/new/\?about=[^"]+)"', html)
    assert len(links) == 6 + 1 + 1
    for link in links:
        assert client.get(link).status_code == 200


def test_a_correction_is_invisible_to_others(client, fact):
    response = send(client, about(fact), problem="Secret words")
    key = response["Location"].rstrip("/").rpartition("/")[2]
    for address in ("/technologies/django/", f"/features/{fact.feature.slug}/", "/changes/", "/search/?q=secret"):
        assert "Secret words" not in client.get(address).content.decode()
    uid = Correction.objects.get().uid.hex
    for guess in (uid, f"{uid}:", key[:-1], key + "x", "nonsense", f"{uid}:nonsense"):
        assert client.get(f"/corrections/{guess}/").status_code == 404
    author = signed_in(make_staff("Authors"))
    assert author.get("/admin/comparisons/correction/").status_code == 403


NOTHING = ["", "fact:x:y", "fact:", "fact:a", "faq:x", "faq:999999999999999999999", "page:no", "x", "page:\0"]


@pytest.mark.parametrize("text", NOTHING)
def test_what_does_not_exist_cannot_be_corrected(client, text):
    assert client.get(NEW, {"about": text}).status_code == 404


def test_hidden_pages_cannot_be_corrected(client):
    draft = make_article(status="draft", slug="secret")
    faq = make_faq(draft)
    for text in ("page:secret", f"faq:{faq.pk}"):
        assert client.get(NEW, {"about": text}).status_code == 404


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"problem": ""}, "This field is required."),
        ({"source_url": ""}, "This field is required."),
        ({"source_url": "javascript:alert(1)"}, "Enter a valid URL."),
        ({"source_url": "ftp://example.org/x"}, "Enter a valid URL."),
        ({"problem": "x" * 2001}, "at most 2000 characters"),
        ({"value": "x" * 81}, "at most 80 characters"),
        ({"email": "nobody"}, "Enter a valid email address."),
        ({"website": "https://spam.example"}, "The last field must stay empty."),
    ],
)
def test_what_cannot_be_taken_is_said_and_the_text_is_kept(client, fact, fields, sentence):
    response = send(client, about(fact), **{"name": "Rita <b>", **fields})
    assert response.status_code == 200
    html = response.content.decode()
    assert sentence in html
    assert "Rita &lt;b&gt;" in html
    assert not Correction.objects.exists()


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}])
def test_a_form_sent_by_another_site_is_not_taken(client, fact, headers):
    sent = {"problem": "Spam", "source_url": SOURCE}
    assert client.post(about(fact), sent, headers=headers).status_code == 200
    assert not Correction.objects.exists()


def test_one_sender_cannot_send_without_end_and_others_still_can(client, fact):
    for _ in range(5):
        assert send(client, about(fact)).status_code == 303
    response = send(client, about(fact), problem="The sixth")
    assert "in an hour" in response.content.decode()
    assert "The sixth" in response.content.decode()
    assert send(client, about(fact), problem="x", REMOTE_ADDR="x").status_code == 200
    assert send(client, about(fact), {"REMOTE_ADDR": "192.0.2.7"}, problem="Another").status_code == 303
    assert "127.0.0.1" not in str(Correction.objects.values())


def test_no_sender_closes_the_form_for_others(client, fact, monkeypatch):
    monkeypatch.setattr(corrections, "MOST_OPEN", 2)
    assert [send(client, about(fact)).status_code for _ in range(3)] == [303, 303, 200]
    for number in range(3):
        other = {"REMOTE_ADDR": f"192.0.2.{number}"}
        assert [send(client, about(fact), other).status_code for _ in range(2)] == [303, 200]


def test_a_sender_is_told_apart_as_at_the_sign_in_whatever_stands_in_headers(client, fact, settings):
    settings.PROXY_COUNT = 1

    def status(forwarded, peer="127.0.0.1"):
        sender = {"headers": {"X-Forwarded-For": forwarded}, "REMOTE_ADDR": peer}
        return send(client, about(fact), sender).status_code

    assert [status(f"198.51.100.{number}, 2001:db8::{number}") for number in range(6)] == [303] * 5 + [200]
    assert status("198.51.100.1, 2001:db8:0:1::9") == 303
    assert [status(f"198.51.100.{number}", "192.0.2.7") for number in range(6)] == [303] * 5 + [200]


def test_who_sent_it_is_forgotten_after_a_day(client, fact):
    send(client, about(fact))
    first = Correction.objects.get()
    assert first.sender
    Correction.objects.update(made_at=timezone.now() - datetime.timedelta(days=2))
    send(client, about(fact))
    first.refresh_from_db()
    assert first.sender == ""


def test_an_accepted_correction_becomes_the_fact_a_source_and_a_revision_that_credits_the_reader(client, editor, fact):
    response = send(client, about(fact), value="Everything", name="Rita")
    correction = Correction.objects.get()
    answer = decide(editor, correction, decision="accept", level="yes", verified_version="6.2", answer="Completed")
    assert answer.status_code == 302, answer.context["errors"]
    fact.refresh_from_db()
    assert (fact.level, fact.value, fact.verified_version) == ("yes", "Everything", "6.2")
    assert fact.verified_on == timezone.localdate()
    assert SOURCE in [source.url for source in fact.sources.all()]
    revision = Revision.objects.of(fact).first()
    assert (revision.credit, revision.username, revision.notable) == ("Rita", "erika", True)
    assert Change.objects.get().text == "Async ORM in Django: partial → yes"
    assert Change.objects.get().credit == "Rita"
    html = client.get(response["Location"]).content.decode()
    assert "Accepted on" in html
    assert "Completed" in html


def test_a_cell_that_nobody_answered_yet_gets_its_fact_from_a_correction(client, editor):
    technology, feature = make_technology(), make_feature()
    send(client, f"{NEW}?about=fact:{feature.slug}:{technology.slug}", value="Yes, built in")
    correction = Correction.objects.get()
    answer = decide(editor, correction, decision="accept", level="yes", verified_version="1.0")
    assert answer.status_code == 302, answer.context["errors"]
    assert technology.facts.get().value == "Yes, built in"


def test_an_answer_that_somebody_changed_meanwhile_is_not_replaced_unseen(client, editor, fact):
    send(client, about(fact), value="Everything")
    correction = Correction.objects.get()
    mine = form_at(editor, change(correction), decision="accept", level="yes", answer="It has.")
    editor.post(change(fact), form_at(editor, change(fact), note="Theirs, from another tab."))
    response = editor.post(change(correction), mine)
    (message,) = errors_of(response)
    assert "Theirs, from another tab." in message
    again = shown(response)
    assert (again["new_value"], again["level"]) == ("Everything", "yes")
    assert editor.post(change(correction), again | {"decision": "accept"}).status_code == 302
    fact.refresh_from_db()
    assert (fact.level, fact.value) == ("yes", "Everything")


def test_what_a_measured_fact_says_keeps_its_number(client, editor):
    fact = make_fact(make_technology(), make_feature(unit="req/s"), value="5,000", number=5000)
    send(client, about(fact), value="6,000")
    decide(editor, Correction.objects.get(), decision="accept", number="6000")
    fact.refresh_from_db()
    assert (fact.value, fact.number) == ("6,000", 6000)


def test_what_the_releases_answer_is_mended_there_and_then_accepted(client, editor):
    technology = make_technology()
    feature = make_feature(derived_from=Feature.Derived.FIRST_RELEASE)
    send(client, f"/corrections/new/?about=fact:{feature.slug}:{technology.slug}", value="2018")
    correction = Correction.objects.get()
    html = editor.get(change(correction)).content.decode()
    assert f'href="{change(technology)}#releases-group"' in html
    assert 'name="new_value"' not in html
    assert decide(editor, correction, decision="accept", answer="Mended").status_code == 302
    correction.refresh_from_db()
    assert correction.state == "accepted"
    assert not Fact.objects.exists()


def test_what_breaks_a_rule_of_facts_is_said_and_nothing_is_stored(client, editor, fact):
    send(client, about(fact), value="Everything")
    response = decide(
        editor, Correction.objects.get(), decision="accept", level="partial", note="", verified_version=""
    )
    assert response.status_code == 200
    html = response.content.decode()
    assert "A partial needs a note" in html
    fact.refresh_from_db()
    assert fact.value == "Queries only"
    assert Correction.objects.open().count() == 1


def test_a_declined_correction_needs_a_reason_which_the_reader_sees(client, editor, fact):
    response = send(client, about(fact))
    correction = Correction.objects.get()
    assert "Say why" in decide(editor, correction, decision="decline").content.decode()
    assert decide(editor, correction, decision="decline", answer="That is 7.0.").status_code == 302
    assert "Declined on" in client.get(response["Location"]).content.decode()
    assert "That is 7.0." in client.get(response["Location"]).content.decode()
    assert editor.post(change(correction), {"decision": "accept"}).status_code == 403


@pytest.mark.parametrize("make", [make_article, make_comparison])
def test_a_correction_of_a_question_leads_to_the_form_of_its_page_and_is_accepted_with_a_reason(client, editor, make):
    page = make(slug="page")
    response = send(client, f"{NEW}?about=faq:{make_faq(page).pk}", problem="The answer is <old>.", name="Rita")
    correction = Correction.objects.get()
    html = editor.get(change(correction)).content.decode()
    assert f'href="{change(page)}"' in html
    assert "The answer is &lt;old&gt;." in html
    assert decide(editor, correction, decision="accept", answer="Thank you.").status_code == 302
    assert "Accepted on" in client.get(response["Location"]).content.decode()


def test_the_link_of_the_reader_leads_on_to_what_it_says_now_as_long_as_that_is_public(client, editor, fact):
    page = make_article()
    faq = make_faq(page)
    cell = fact.get_absolute_url()
    places = {about(fact): cell, f"{NEW}?about=faq:{faq.pk}": f"{page.get_absolute_url()}#{faq.anchor}"}
    links = {place: send(client, address)["Location"] for address, place in places.items()}
    for place, link in links.items():
        assert f'href="{place}"' in client.get(link).content.decode()
    page.status = "withdrawn"
    page.save()
    assert "What it says now" not in client.get(links[f"{page.get_absolute_url()}#{faq.anchor}"]).content.decode()


def test_the_first_page_of_the_desk_names_open_corrections(client, editor, fact):
    send(client, about(fact))
    html = editor.get("/admin/").content.decode()
    assert "Corrections by readers" in html
    assert "Async ORM in Django" in html
