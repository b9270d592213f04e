"""``run_proofs`` runs scripts with their controls; what came of it is a check, a proposal, or a line at the desk."""

import datetime

import pytest
from django.core.management import CommandError, call_command

from comparisons.models import Change, Correction, Fact, Proof, Run, Verification
from comparisons.models.proofs import RunOutcome
from comparisons.proofs.environments import find_runtime, make_environment
from comparisons.script_headers import Package
from tests.desk import make_staff
from tests.factories import NODE_PROOF, PYTHON_PROOF, make_proof, make_release, make_run

pytestmark = pytest.mark.django_db
OLD = PYTHON_PROOF.replace("demo==2.0", "demo==1.0").replace('control = "demo==1.0"', 'control = "demo==2.0"')


def proof_of(fact, **fields):
    return make_proof(fact.technology, fact.feature, runs=False, **fields)


def run_proofs(*names, **options):
    """Run them; whether all are shown."""
    try:
        call_command("run_proofs", *names, **options)
    except CommandError:
        return False
    return True


def test_a_proof_that_holds_is_a_check_of_its_fact_by_script_for_that_version(demo, locked_room, time_machine):
    time_machine.move_to(datetime.datetime(2026, 11, 29, 9, tzinfo=datetime.UTC))
    proof = proof_of(demo)
    assert run_proofs()
    proof.refresh_from_db()
    assert proof.is_shown
    assert (proof.last_run.version, proof.last_run.saw, proof.last_run.digest) == ("2.0", "greets: True", proof.digest)
    assert (proof.last_control.version, proof.last_control.outcome) == ("1.0", "fails")
    assert proof.last_run.runtime == str(find_runtime("python"))
    demo.refresh_from_db()
    assert (str(demo.verified_on), demo.verified_version, demo.verified_how) == ("2026-11-29", "2.0", "script")
    check = Verification.objects.get(fact=demo)
    assert (check.method, check.name, check.outcome) == ("script", "A script", "still_true")
    assert not Correction.objects.exists()


def test_the_answer_itself_is_never_changed_by_a_script(demo, locked_room):
    before = Fact.objects.values("level", "value", "note", "changed_on").get()
    proof_of(demo, script=PYTHON_PROOF.replace("0 if found", "10 if found"))
    assert not run_proofs()
    assert Fact.objects.values("level", "value", "note", "changed_on").get() == before
    assert not Verification.objects.exists()


def test_a_release_puts_the_fact_up_for_a_check_and_the_proof_settles_it(demo, locked_room, capsys):
    proof = proof_of(demo, script=OLD.replace("0 if found else 10", "10 if found else 0"))
    assert run_proofs()
    assert not Proof.objects.due().exists()
    make_release(demo.technology, "2.0", released_on="2026-11-20")
    assert list(Proof.objects.due()) == [proof]
    assert not run_proofs(due=True)
    [correction] = Correction.objects.open()
    assert (correction.technology, correction.feature) == (demo.technology, demo.feature)
    assert "did not hold for demo 2.0" in correction.problem
    assert "greets: True" in correction.problem
    demo.refresh_from_db()
    assert (demo.verified_version, demo.value) == ("1.0", "Says nothing")
    assert list(Proof.objects.ended(RunOutcome.FAILS)) == [proof]


def test_a_fact_that_still_holds_for_a_new_release_leaves_the_queue(demo, locked_room):
    proof_of(demo)
    make_release(demo.technology, "2.0", released_on="2026-11-20")
    assert list(Fact.objects.to_recheck()) == [demo]
    assert run_proofs(due=True)
    assert not Fact.objects.to_recheck().exists()


def test_what_was_declined_is_not_proposed_again_and_what_is_open_not_twice(demo, locked_room):
    proof_of(demo, script=PYTHON_PROOF.replace("0 if found", "10 if found"))
    run_proofs()
    run_proofs()
    correction = Correction.objects.get()
    correction.decide(Correction.State.DECLINED, make_staff(), "The script is wrong.")
    run_proofs()
    assert Correction.objects.get() == correction


def test_what_a_later_run_finds_to_hold_waits_for_nobody_any_more(demo, locked_room):
    cell = {"technology": demo.technology, "feature": demo.feature, "source_url": "https://example.org/"}
    others = {Correction.objects.create(**cell), Correction.objects.propose("metadata", "2.0", **cell)}
    proof = proof_of(demo, script=PYTHON_PROOF.replace("0 if found", "10 if found"))
    run_proofs()
    assert Correction.objects.open().count() == 3
    proof.script = PYTHON_PROOF
    proof.save()
    assert run_proofs()
    assert set(Correction.objects.open()) == others


def test_readers_are_told_once_of_what_a_script_newly_shows_and_of_what_no_longer_holds(demo, locked_room, client):
    proof = proof_of(demo)
    run_proofs()
    run_proofs()
    [change] = Change.objects.all()
    assert (change.text, change.reason) == (
        "Greeting in Demo: shown by a script, with demo 2.0",
        "It saw: greets: True",
    )
    proof.script = PYTHON_PROOF.replace("0 if found", "10 if found")
    proof.save()
    run_proofs()
    run_proofs()
    assert [change.text for change in Change.objects.newest_first()][:-1] == [
        "Greeting in Demo: its script did not hold, with demo 2.0"
    ]
    feed = client.get("/technologies/demo/changes.xml").content.decode()
    assert feed.count("<item>") == 2
    assert proof.get_absolute_url() in feed
    assert client.get("/choose.json?f=greeting&t=demo", follow=True).json()["changed"] == []


def test_what_could_not_run_or_has_no_control_is_no_news(demo, locked_room):
    proof = proof_of(demo, script=PYTHON_PROOF.replace("import demo", "import no_such_thing"))
    run_proofs()
    proof.script = PYTHON_PROOF.replace("sys.exit(0 if found else 10)", "sys.exit(0)")
    proof.save()
    run_proofs()
    assert not Change.objects.exists()


def test_proposals_of_scripts_take_no_reader_the_room(demo, locked_room, monkeypatch):
    monkeypatch.setattr("comparisons.models.corrections.MOST_OPEN", 1)
    proof_of(demo, script=PYTHON_PROOF.replace("0 if found", "10 if found"))
    run_proofs()
    assert Correction.objects.open().count() == 1
    Correction.objects.create(about="A cell", problem="x", source_url="https://example.org/", sender="reader")
    Correction.objects.filter(sender="reader").update(state="declined", answer="No.")
    assert not Correction.objects.is_full("reader")


@pytest.mark.parametrize(
    "change",
    [
        ("demo==1.0", "demo==2.5"),  # the control cannot be installed
        ("sys.exit(0 if found else 10)", "sys.exit(0)"),  # the control holds
        ("sys.exit(0 if found else 10)", "sys.exit(0 if found else 1)"),  # the control crashes
    ],
)
def test_a_proof_whose_control_was_not_seen_to_fail_proves_nothing(demo, locked_room, change):
    proof_of(demo, script=PYTHON_PROOF.replace(*change))
    assert not run_proofs()
    assert not Proof.objects.shown().exists()
    assert list(Proof.objects.without_control()) == list(Proof.objects.all())
    assert not Verification.objects.exists()


def test_a_stand_in_inside_the_script_is_asked_by_an_argument(demo, locked_room):
    script = PYTHON_PROOF.replace('"demo==1.0"', '"self"')
    script = script.replace("sys.exit(0 if found", 'sys.exit(10 if "--control" in sys.argv else 0 if found')
    proof = proof_of(demo, script=script)
    assert run_proofs()
    proof.refresh_from_db()
    assert (proof.last_control.package, proof.last_control.version) == ("demo (self)", "2.0")


def test_what_could_not_be_run_is_a_line_at_the_desk_and_nothing_else(demo, locked_room):
    proof_of(demo, script=PYTHON_PROOF.replace("import demo", "import no_such_thing"))
    assert not run_proofs()
    assert Proof.objects.broken().exists()
    assert not Correction.objects.exists()
    assert not Verification.objects.exists()


@pytest.mark.parametrize("printed", ["pass", r"print('\n \x1b[0m \u202e')"])
def test_a_script_that_does_not_print_what_it_saw_shows_nothing(demo, locked_room, printed):
    proof_of(demo, script=PYTHON_PROOF.replace('print("greets:", found)', printed))
    assert not run_proofs()
    assert {(run.outcome, run.saw) for run in Run.objects.all()} == {("broken", "it did not print what it saw")}


@pytest.mark.parametrize("control", [False, True])
def test_what_was_shown_stays_shown_where_it_could_not_be_run_again(demo, locked_room, client, time_machine, control):
    nine, ten, eleven = (datetime.datetime(2026, 11, 29, hour, tzinfo=datetime.UTC) for hour in (9, 10, 11))
    proof = proof_of(demo)
    time_machine.move_to(nine)
    assert run_proofs()
    proof.refresh_from_db()
    time_machine.move_to(ten)
    proof.keep(make_run(proof, outcome="broken", version="1.0" if control else "3.0", is_control=control))
    proof.refresh_from_db()
    assert proof.is_shown
    assert "Shown by a script: “greets: True”" in client.get(proof.get_absolute_url()).content.decode()
    assert list(Proof.objects.broken()) == [proof]
    time_machine.move_to(eleven)
    assert run_proofs()
    assert not Proof.objects.broken().exists()


def test_a_version_that_is_none_is_not_asked_for(demo, locked_room, capsys):
    proof = proof_of(demo, language="mjs", script=NODE_PROOF)
    for version in ("9/evil", "9", "3.0", "2.0.0 --registry=http://192.0.2.1"):
        assert not run_proofs(version=version)
        assert f"“demo=={version}” is not a package" in capsys.readouterr().out
    make_release(demo.technology, "9/evil", released_on="2026-11-20")
    assert not run_proofs(due=True)
    assert not proof.runs.exclude(outcome="broken").exists()


def test_a_script_that_was_edited_proves_nothing_until_it_ran(demo, locked_room):
    proof = proof_of(demo)
    run_proofs()
    proof.refresh_from_db()
    proof.script += "# edited\n"
    proof.save()
    assert (proof.is_shown, proof.is_edited) == (False, True)
    assert list(Proof.objects.edited()) == [proof]
    assert not Proof.objects.shown().exists()
    run_proofs()
    assert list(Proof.objects.shown()) == [proof]
    assert not Proof.objects.edited().exists()


def test_an_older_version_is_recorded_and_changes_nothing_of_what_is_shown(demo, locked_room):
    proof = proof_of(demo)
    run_proofs()
    run_proofs(version="1.0")
    proof.refresh_from_db()
    demo.refresh_from_db()
    assert proof.is_shown
    assert (proof.last_run.version, demo.verified_version) == ("2.0", "2.0")
    assert {(run.version, run.outcome) for run in proof.runs.filter(is_control=False)} == {
        ("2.0", "holds"),
        ("1.0", "fails"),
    }
    assert not Correction.objects.exists()


def test_a_run_that_says_what_the_last_one_said_takes_its_place(demo, locked_room, time_machine):
    proof = proof_of(demo)
    run_proofs()
    time_machine.move_to(datetime.datetime(2026, 12, 5, 9, tzinfo=datetime.UTC))
    run_proofs()
    assert Run.objects.count() == 2
    proof.refresh_from_db()
    assert str(proof.last_run.ran_at.date()) == "2026-12-05"


def test_packages_are_kept_for_the_next_run_and_offline_fetches_none(demo, locked_room, monkeypatch, capsys):
    proof_of(demo)
    assert run_proofs()
    monkeypatch.setenv("PIP_FIND_LINKS", "/nowhere")
    assert run_proofs(offline=True)
    assert not run_proofs(offline=True, version="3.0")
    assert "demo==3.0 was not fetched before" in capsys.readouterr().out


def test_what_is_to_run_can_be_named(demo, locked_room, capsys):
    other = make_proof(runs=False)
    proof = proof_of(demo)
    assert run_proofs(str(proof), jobs=1)
    out = capsys.readouterr().out
    assert f"1/1 {proof} control, demo 1.0: does not hold (greets: False)" in out
    assert "1 of 1 shown." in out
    assert not other.runs.exists()
    with pytest.raises(CommandError, match="There is no proof x/y"):
        call_command("run_proofs", "x/y")


def test_an_old_runtime_is_told(demo, locked_room, capsys):
    proof_of(demo, script=PYTHON_PROOF.replace(">=3.12", ">=9.1"))
    assert not run_proofs()
    assert "needs python 9.1; here is" in capsys.readouterr().out


def test_scripts_of_node_run_the_same_way_and_nothing_of_a_package_runs_when_it_is_installed(demo, npm):
    proof = proof_of(demo, language="mjs", script=NODE_PROOF)
    assert run_proofs()
    proof.refresh_from_db()
    assert (proof.last_run.saw, proof.last_control.saw) == ("greets: true", "greets: false")
    assert proof.last_run.runtime.startswith("Node.js ")
    folder = make_environment(find_runtime("node"), (Package("demo", "2.0.0"),), offline=True)
    assert list(folder.rglob("ran-while-installed")) == []
    assert (folder / "node_modules/demo/index.js").exists()


def test_what_npm_complains_of_is_told_and_not_where_its_log_is(demo, npm, capsys):
    proof_of(demo, language="mjs", script=NODE_PROOF)
    assert not run_proofs(version="3.0.0")
    out = capsys.readouterr().out
    assert "(not installed: npm error notarget No matching version found for demo@3.0.0.)" in out
