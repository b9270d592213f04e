"""“Still true”: together for what was seen to hold today, else one by one; the list of all that are due; “Changed”."""

import datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from comparisons.models import Fact, Run, Source, Verification
from tests.desk import change, form_at, make_staff, signed_in
from tests.factories import make_outdated, make_proof, make_release, see_today

pytestmark = pytest.mark.django_db
START, RECHECK, VERIFY = "/admin/", "/admin/comparisons/fact/recheck/", "/admin/comparisons/fact/verify/"


@pytest.fixture
def erika():
    return make_staff("Editors", username="erika")


@pytest.fixture
def editor(erika):
    return signed_in(erika)


def test_still_true_verifies_one_fact_and_leaves_its_answer_alone(editor, erika):
    _, (fact, other) = make_outdated(2)
    before = Fact.objects.values("level", "value", "note", "changed_on").get(pk=fact.pk)
    # The ticks of a form go along with whichever button is pressed.
    asked = {"only": fact.pk, "fact": [other.pk], "how": "source", "next": START}
    response = editor.post(VERIFY, asked, follow=True)
    assert response.redirect_chain == [(START, 302)]
    assert f"{fact} is still true. The check is kept." in response.content.decode()
    assert Fact.objects.values("level", "value", "note", "changed_on").get(pk=fact.pk) == before
    kept = Verification.objects.get()
    assert (kept.fact, kept.user, kept.verified_version, kept.outcome) == (fact, erika, "6.1", "still_true")
    assert kept.method == "source"
    assert kept.verified_on == timezone.localdate()
    assert list(Fact.objects.to_recheck()) == [other]
    assert LogEntry.objects.get().object_repr == str(fact)


def test_still_true_verifies_all_that_are_ticked_and_whose_sentence_was_found_today(editor):
    _, facts = make_outdated(3)
    see_today(*facts)
    response = editor.post(VERIFY, {"fact": [fact.pk for fact in facts[:2]]}, follow=True)
    assert response.redirect_chain == [(RECHECK, 302)]
    assert "2 facts are still true. The check is kept." in response.content.decode()
    assert list(Fact.objects.to_recheck()) == [facts[2]]


def test_a_release_that_came_out_after_the_list_was_opened_was_not_checked_against(editor):
    technology, (fact,) = make_outdated()
    make_release(technology, "6.2")
    editor.post(VERIFY, {"only": fact.pk, "how": "source", f"version-{technology.pk}": "6.1"})
    fact.refresh_from_db()
    assert fact.verified_version == "6.1"
    assert list(Fact.objects.to_recheck()) == [fact]


@pytest.mark.parametrize(
    "data", [{}, {"fact": ["x", "", "-1", "9" * 17, "9" * 40, "²"]}, {"version-x": "1", "version-": ""}]
)
def test_nothing_ticked_or_nonsense_is_answered_with_a_sentence(editor, data):
    make_outdated()
    html = editor.post(VERIFY, data, follow=True).content.decode()
    assert "Tick the facts that are still true." in html
    assert not Verification.objects.exists()


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_still_true_leads_back_to_pages_of_this_site_only(editor, target):
    _, (fact,) = make_outdated()
    assert editor.post(VERIFY, {"only": fact.pk, "next": target})["Location"] == RECHECK


def test_who_may_not_change_facts_cannot_verify_them_and_a_get_verifies_nothing(editor):
    _, (fact,) = make_outdated()
    author = signed_in(make_staff("Authors"))
    assert author.post(VERIFY, {"only": fact.pk}).status_code == 403
    assert "are still true</" not in author.get(RECHECK).content.decode()
    assert "Still true</" not in author.get(f"{RECHECK}{fact.pk}/").content.decode()
    assert signed_in(make_staff()).get(f"{RECHECK}{fact.pk}/").status_code == 403
    assert signed_in(make_staff()).get(RECHECK).status_code == 403
    assert editor.get(VERIFY, {"only": fact.pk}).status_code == 405
    strict = signed_in(make_staff("Editors"), enforce_csrf_checks=True)
    assert strict.post(VERIFY, {"only": fact.pk}).status_code == 403
    assert not Verification.objects.exists()


def test_the_list_of_facts_verifies_many_too(editor):
    _, facts = make_outdated(3)
    see_today(*facts)
    data = {"action": "still_true", "_selected_action": [fact.pk for fact in facts], "index": "0"}
    response = editor.post("/admin/comparisons/fact/?check=due", data, follow=True)
    assert "3 facts are still true" in response.content.decode()
    assert not Fact.objects.to_recheck().exists()
    author = signed_in(make_staff("Authors"))
    assert "still_true" not in author.get("/admin/comparisons/fact/").content.decode()


# --- what may be confirmed together ---


def test_what_nobody_and_nothing_looked_at_is_not_confirmed_with_others(editor):
    _, (seen, other, lost, early) = make_outdated(4)
    see_today(seen, lost, early)
    Source.objects.create(fact=lost, title="Another", url="https://docs.example/", quote="Gone.")
    Source.objects.filter(title="Another").update(state="gone", state_on=timezone.localdate())
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Source.objects.filter(fact=early).update(found_on=yesterday)
    html = editor.get(RECHECK).text
    assert html.count('name="fact"') == 1
    assert "Its sentence was found today." in html
    facts = [seen, other, lost, early]
    html = editor.post(VERIFY, {"fact": [fact.pk for fact in facts]}, follow=True).text
    assert f"{seen} is still true. The check is kept." in html
    assert "To be looked at one by one: 3." in html
    assert [check.fact for check in Verification.objects.all()] == [seen]


@pytest.mark.parametrize(
    ("version", "is_today", "holds"), [("6.1", True, True), ("6.0", True, False), ("6.1", False, False)]
)
def test_a_script_that_held_today_for_the_latest_release_confirms_its_fact(editor, version, is_today, holds):
    technology, (fact,) = make_outdated()
    proof = make_proof(technology, fact.feature)
    Run.objects.filter(pk=proof.last_run.pk).update(
        version=version, ran_at=timezone.now() - datetime.timedelta(days=not is_today)
    )
    assert ("Its script held today." in editor.get(RECHECK).text) == holds
    editor.post(VERIFY, {"fact": fact.pk})
    assert list(Verification.objects.values_list("method", flat=True)) == ["script"] * holds


def test_one_fact_is_checked_on_one_screen_and_leads_back_to_the_queue(editor):
    _, (fact,) = make_outdated()
    fact.feature.rubric = "Yes: it is built in."
    fact.feature.save()
    see_today(fact)
    Source.objects.update(before="what stands before", after="what stands after")
    html = editor.get(f"{RECHECK}{fact.pk}/").text
    for shown in (
        fact.value,
        fact.note,
        "Yes: it is built in.",
        "what stands before <mark>It has it.</mark> what stands",
    ):
        assert shown in html
    assert "6.1 is out" in html
    data = form_at(editor, f"{RECHECK}{fact.pk}/", how="measured", only=fact.pk)
    response = editor.post(VERIFY, data, follow=True)
    assert response.redirect_chain == [(f"{RECHECK}?technology=django", 302)]
    assert Verification.objects.values_list("method", "verified_version").get() == ("measured", "6.1")
    assert editor.get(f"{RECHECK}999999/").status_code == 404


@pytest.mark.parametrize("how", ["", "script", "nonsense"])
def test_nobody_is_a_script(editor, how):
    _, (fact,) = make_outdated()
    editor.post(VERIFY, {"only": fact.pk, "how": how})
    assert not Verification.objects.exists()


def test_what_a_third_party_measured_is_not_outdated_by_a_release_and_ages_all_the_same(client):
    _, (fact,) = make_outdated()
    Fact.objects.update(measured_on="2026-02-11")
    assert not Fact.objects.to_recheck().exists()
    assert "Measured by its source on 11 February 2026" in client.get(fact.get_absolute_url()).text
    Fact.objects.update(verified_on=timezone.localdate() - datetime.timedelta(days=181))
    (due,) = Fact.objects.to_recheck().with_reasons()
    assert due.recheck_reasons == ["checked 181 days ago"]


# --- all of them ---


def test_the_whole_list_can_be_narrowed_to_a_technology_and_turned_over(editor):
    make_outdated(60)
    make_outdated(2, name="Flask", version="3.1")
    first = editor.get(RECHECK)
    assert [(entry["name"], entry["count"]) for entry in first.context["counts"]] == [("Django", 60), ("Flask", 2)]
    assert first.context["page"].paginator.num_pages == 2
    second = editor.get(RECHECK, {"page": 2})
    assert [len(group["facts"]) for group in second.context["groups"]] == [10, 2]
    flask = editor.get(RECHECK, {"technology": "flask"})
    assert [str(group["technology"]) for group in flask.context["groups"]] == ["Flask"]
    assert editor.get(RECHECK, {"technology": "none"}).status_code == 404
    assert editor.get(RECHECK, {"page": "x"}).status_code == 200


def test_an_empty_list_says_well_done(editor):
    assert "Nothing to check again. Well done." in editor.get(RECHECK).content.decode()


def test_the_queries_of_the_list_do_not_grow(editor):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            editor.get(RECHECK)
        return len(captured)

    see_today(*make_outdated(2)[1])
    few = queries()
    for number in range(8):
        see_today(*make_outdated(4, name=f"T{number}")[1])
    assert queries() == few < 20


# --- changed ---


def test_changed_opens_the_cell_with_the_check_ticked_and_saving_keeps_it(editor, erika):
    _, (fact,) = make_outdated()
    address = f"{change(fact)}?changed=1"
    data = form_at(editor, address, value="Not any more", level="no", reason="Taken out.")
    assert data["checked_now"] == "on"
    assert "checked_now" not in form_at(editor, change(fact))
    assert editor.post(address, data).status_code == 302
    fact.refresh_from_db()
    assert (fact.value, fact.verified_version, fact.verified_on) == ("Not any more", "6.1", timezone.localdate())
    assert Verification.objects.values_list("name", "outcome", "verified_version").get() == ("erika", "changed", "6.1")
