"""The desk lists proofs by what they show, says which show nothing, and changes none of them."""

import re

import pytest

from comparisons.models import Change, Correction, Proof, Verification
from comparisons.proofs import running
from tests.desk import make_staff, signed_in
from tests.factories import PYTHON_PROOF, make_feature, make_proof, make_run, make_technology

pytestmark = pytest.mark.django_db
LIST = "/admin/comparisons/proof/"


@pytest.fixture
def proofs():
    """A proof in each state, named after it."""
    found = {}
    for state in ("shown", "never", "fails", "broken", "edited", "control"):
        technology = make_technology(name=f"Is {state}")
        found[state] = make_proof(technology, make_feature(), runs=state in {"shown", "edited"})
    for state in ("fails", "broken"):
        found[state].keep(make_run(found[state], outcome=state, saw=f"saw {state}"))
    found["control"].keep(make_run(found["control"]))
    found["edited"].script += "# edited\n"
    found["edited"].save()
    return found


@pytest.mark.parametrize("state", ["shown", "never", "fails", "broken", "edited", "control"])
def test_proofs_are_listed_by_what_they_show(proofs, state):
    html = signed_in(make_staff("Editors")).get(LIST, {"state": state}).content.decode()
    assert re.findall(r"field-technology[^>]*><a[^>]*>Is (\w+)</a>", html) == [state]


def test_the_first_page_names_those_that_show_nothing(proofs):
    html = signed_in(make_staff("Editors")).get("/admin/").content.decode()
    panel = html.partition("Proofs to look at")[2]
    assert "Does not hold: saw fails" in panel
    assert panel.index("in Is fails") < panel.index("in Is never")
    assert "Edited since its last run" in panel
    assert "in Is shown" not in panel


def test_what_showed_its_fact_and_could_not_run_since_is_a_line_at_the_desk(proofs):
    proof = proofs["shown"]
    proof.keep(make_run(proof, outcome="broken", saw="npm is not installed", version="3.0"))
    editor = signed_in(make_staff("Editors"))
    listed = editor.get(LIST, {"state": "broken"}).content.decode()
    assert set(re.findall(r"field-technology[^>]*><a[^>]*>Is (\w+)</a>", listed)) == {"broken", "shown"}
    assert "Holds; could not run when last tried" in listed
    assert Proof.objects.get(pk=proof.pk).is_shown


def test_a_proof_is_read_with_its_runs_and_not_changed(proofs):
    editor = signed_in(make_staff("Editors"))
    proof = proofs["shown"]
    html = editor.get(f"{LIST}{proof.pk}/change/").content.decode()
    assert "greets: True" in html
    assert "<textarea" not in html
    assert editor.post(f"{LIST}{proof.pk}/change/", {"script": "x"}).status_code == 403
    assert Proof.objects.get(pk=proof.pk).script == proof.script


def test_a_script_that_was_edited_while_it_ran_is_no_check_and_no_proposal(demo, locked_room):
    cell = demo.technology, demo.feature
    for outcome in ("0 if found", "10 if found"):
        Proof.objects.all().delete()
        proof = make_proof(*cell, runs=False, script=PYTHON_PROOF.replace("0 if found", outcome))
        runs = running.run_plan(running.plan(proof), offline=False)
        edited = Proof.objects.get()
        edited.script += "# edited by an import meanwhile\n"
        edited.save()
        running.keep_runs(runs)
        assert Proof.objects.get().runs.count() == 2
        for consequence in (Verification, Correction, Change):
            assert not consequence.objects.exists()
