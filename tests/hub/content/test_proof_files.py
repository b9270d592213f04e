"""Proofs come in and go out as files: the script as it is, and the last run of it and of its control."""

import pytest
import yaml

from comparisons.models import Feature, Proof, Run, Technology
from tests.factories import NODE_PROOF, PYTHON_PROOF, make_proof, make_run
from tests.hub.content.content_files import (
    FOLDER,
    NOTHING_NEW,
    empty_the_database,
    export_content,
    import_content,
    read_tree,
    write_files,
)

pytestmark = pytest.mark.django_db
SCRIPTS = {"proofs/admin-panel/django.py": PYTHON_PROOF, "proofs/admin-panel/flask.mjs": NODE_PROOF}


def imported(root, **changes):
    return import_content(write_files(root, {**FOLDER, **SCRIPTS, **changes}))


def test_a_script_is_the_proof_of_its_folder_and_its_name(tmp_path):
    assert "proofs: 2 created, 0 changed, 0 removed, 0 unchanged" in imported(tmp_path).summary
    proof = Proof.objects.get(technology__slug="django", feature__slug="admin-panel")
    assert (proof.script, proof.language, proof.last_run) == (PYTHON_PROOF, "py", None)
    assert Proof.objects.get(technology__slug="flask").language == "mjs"
    assert imported(tmp_path).total.startswith(NOTHING_NEW)


def test_an_edited_script_is_edited_in_its_place(tmp_path):
    imported(tmp_path)
    before = Proof.objects.get(language="py")
    before.keep(make_run(before))
    outcome = imported(tmp_path, **{"proofs/admin-panel/django.py": PYTHON_PROOF + "# more\n"})
    assert "  changed: admin-panel/django (script)" in outcome.summary
    after = Proof.objects.get(pk=before.pk)
    assert after.script == PYTHON_PROOF + "# more\n"
    assert after.is_edited


@pytest.mark.parametrize(
    ("path", "text", "words"),
    [
        ("proofs/admin/django.py", PYTHON_PROOF, "There is no feature “admin”: did you mean “admin-panel”?"),
        ("proofs/orm/djang.py", PYTHON_PROOF, "There is no technology “djang”: did you mean “django”?"),
        ("proofs/orm/django.py", "print(1)", "script: A script begins with one block"),
        ("proofs/orm/django.py", PYTHON_PROOF.replace("demo==2.0", "demo"), "script: “demo” is not a package"),
        ("proofs/orm/django.py", PYTHON_PROOF + "#" * 20_000, "script: Ensure this value has at most 20000"),
        ("proofs/admin-panel/django.mjs", NODE_PROOF, "Django has a proof for this in proofs/admin-panel/django"),
        ("proofs/orm/django.py", b"\xff", "This line is not UTF-8 text"),
    ],
)
def test_what_is_wrong_with_a_script_is_said_with_its_file_and_nothing_is_imported(tmp_path, path, text, words):
    outcome = imported(tmp_path, **{path: text})
    assert [line for line in outcome.errors if line.startswith("proofs/") and words in line] == outcome.errors != []
    assert not Proof.objects.exists()


def test_the_last_runs_are_kept_so_that_a_fresh_site_shows_what_is_proved(tmp_path):
    imported(tmp_path / "content")
    proof = Proof.objects.get(language="py")
    proof.keep(make_run(proof, version="1.0", is_control=True, outcome="fails", saw="greets: False"))
    proof.keep(make_run(proof, version="1.5", outcome="broken"))
    proof.keep(make_run(proof))
    export_content(tmp_path / "first")
    runs = yaml.safe_load((tmp_path / "first/proofs/runs.yaml").read_text())
    assert [(run["version"], run["outcome"], run.get("control", False)) for run in runs] == [
        ("2.0", "holds", False),
        ("1.0", "fails", True),
    ]
    empty_the_database()
    assert import_content(tmp_path / "first").failure == ""
    assert list(Proof.objects.shown()) == [Proof.objects.get(language="py")]
    export_content(tmp_path / "second")
    assert read_tree(tmp_path / "first") == read_tree(tmp_path / "second")
    assert read_tree(tmp_path / "first")["proofs/admin-panel/django.py"] == PYTHON_PROOF.encode()


def test_a_younger_run_is_not_replaced_by_one_of_a_file(tmp_path, time_machine):
    time_machine.move_to("2026-11-24T10:00:00Z")
    imported(tmp_path / "content")
    proof = Proof.objects.get(language="py")
    proof.keep(make_run(proof))
    export_content(tmp_path / "export")
    time_machine.move_to("2026-11-29T10:00:00Z")
    proof.keep(make_run(proof, outcome="fails", saw="greets: False"))
    import_content(tmp_path / "export")
    proof.refresh_from_db()
    assert proof.last_run.outcome == "fails"
    assert Run.objects.count() == 2


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"feature": "orm"}, "There is no proof of this, so this run is of nothing."),
        ({"technology": "none"}, "There is no technology “none”"),
        ({"outcome": "maybe"}, "outcome: Value 'maybe' is not a valid choice. Choose one of holds, fails, broken."),
        ({"milliseconds": "soon"}, "milliseconds: Write a whole number."),
        ({"milliseconds": "-5"}, "milliseconds: "),
        ({"ran": "yesterday"}, "ran: "),
        ({"ran": "2999-01-01T00:00:00Z"}, "ran: A run cannot lie in the future."),
        ({"saw": "x" * 201}, "saw: Ensure this value has at most 200"),
    ],
)
def test_what_is_wrong_with_a_run_is_said_with_its_line(tmp_path, change, words):
    run = {"feature": "admin-panel", "technology": "django", "package": "demo", "version": "2.0", "outcome": "holds"}
    run |= {"milliseconds": 3, "digest": "0" * 64, "runtime": "Python 3.13.0", "platform": "Linux x86_64"}
    outcome = imported(tmp_path, **{"proofs/runs.yaml": yaml.safe_dump([run | change])})
    assert len(outcome.errors) == 1
    assert outcome.errors[0].startswith("proofs/runs.yaml:")
    assert words in outcome.errors[0]


def test_a_proof_that_a_folder_does_not_have_stays(tmp_path):
    proof = make_proof()
    imported(tmp_path)
    assert Proof.objects.filter(pk=proof.pk).exists()


def test_a_deleted_proof_leaves_the_export(tmp_path):
    imported(tmp_path / "content")
    export_content(tmp_path / "export")
    Proof.objects.filter(language="mjs").delete()
    export_content(tmp_path / "export")
    assert [path for path in read_tree(tmp_path / "export") if path.startswith("proofs")] == [
        "proofs/admin-panel/django.py"
    ]
    assert Feature.objects.exists()
    assert Technology.objects.exists()
