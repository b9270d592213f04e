"""All facts in one download: every form says the same, holds to its published schema, and is made again the same."""

import csv
import datetime
import hashlib
import json
import re
import sqlite3
from pathlib import Path

import jsonschema
import pytest
import time_machine
from django.core.management import CommandError, call_command

from comparisons.models import Change, Fact, Verification
from hub.data.files import FILES
from hub.data.tables import TABLES
from tests.desk import make_staff
from tests.factories import make_comparison, make_fact, make_feature, make_release, make_step, make_technology

pytestmark = pytest.mark.django_db
PROFILE = json.loads((Path(__file__).parent / "datapackage-2.0.json").read_text())


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DOWNLOAD_ROOT = tmp_path / "data"
    return settings.DOWNLOAD_ROOT


@pytest.fixture
def content():
    django = make_technology(name="Django", purl="pkg:pypi/django")
    flask = make_technology(name="Flask", repository="https://example.org/flask")
    make_release(django, "6.1.3", supported_until="2027-12")
    make_release(django, "4.1", released_on="2022-08", supported_until="2023-12-01")
    orm, speed = make_feature(name="ORM", definition="Maps *rows*."), make_feature(name="Speed", kind="judgement")
    fact = make_fact(django, orm, value='=SUM("x")', note="Since the first release, asynchronous too.")
    make_fact(flask, orm, level="no", value="None, by design")
    make_fact(django, speed, level="", value="Fast", sources=0)
    make_fact(flask, make_feature(name="Hearsay"), value="Said without a source", sources=0)
    Verification.objects.create(
        fact=fact,
        user=make_staff(username="erika"),
        name="erika",
        verified_on="2026-11-22",
        verified_version="6.1",
        method="source",
    )
    Change.objects.create(technology=django, feature=orm, text="ORM in Django: no → yes", credit="=HYPERLINK()")
    django.slug = "django-web"
    django.save()
    make_comparison([django, flask], [orm], title="A secret draft", status="draft", facts=False)


def export(folder):
    call_command("export_data", str(folder))


def query(folder, sql):
    with sqlite3.connect(folder / "facts.sqlite") as data:
        return data.execute(sql).fetchall()


def test_it_holds_what_readers_see(folder, content):
    export(folder)
    assert {path.name for path in folder.iterdir()} == set(FILES)
    assert query(folder, "SELECT id, level, value FROM facts ORDER BY id") == [
        ("fact:orm:django-web", "yes", '=SUM("x")'),
        ("fact:orm:flask", "no", "None, by design"),
        ("fact:speed:django-web", None, "Fast"),
    ]
    assert query(folder, "SELECT * FROM former_technologies") == [("django", "django-web")]
    assert query(folder, "SELECT id, purl FROM technologies") == [
        ("django-web", "pkg:pypi/django"),
        ("flask", None),
    ]
    assert query(folder, "SELECT fact, checked_on, version, method FROM checks") == [
        ("fact:orm:django-web", "2026-11-22", "6.1", "source")
    ]


def test_what_readers_do_not_see_is_not_in_it(folder, content):
    export(folder)
    for path in folder.iterdir():
        for secret in (b"secret draft", b"erika", b"Said without a source"):
            assert secret not in path.read_bytes(), path.name


def test_made_again_it_is_the_same_byte_for_byte(folder, content, tmp_path):
    export(folder)
    export(tmp_path / "again")
    for name in FILES:
        assert (folder / name).read_bytes() == (tmp_path / "again" / name).read_bytes(), name
    Fact.objects.filter(value="Fast").update(value="Faster")
    export(tmp_path / "again")
    assert (folder / "facts.sqlite").read_bytes() != (tmp_path / "again" / "facts.sqlite").read_bytes()


def test_sqlite_is_whole_and_its_keys_lead_somewhere(folder, content):
    export(folder)
    assert query(folder, "PRAGMA integrity_check") == [("ok",)]
    assert query(folder, "PRAGMA foreign_key_check") == []


def test_the_views_answer_the_usual_questions(folder, content):
    Fact.objects.filter(level="no").update(verified_on="2020-01-01")
    export(folder)
    ((source, address),) = query(folder, "SELECT source, address FROM answers WHERE id = 'fact:orm:django-web'")
    assert source.startswith("https://example.org/")
    assert address == "http://127.0.0.1:8000/facts/orm/django-web/"
    assert query(folder, "SELECT id, due_on FROM due_checks") == [("fact:orm:flask", "2020-06-29")]
    assert query(folder, "SELECT version FROM supported_releases") == [("6.1.3",)]
    assert query(folder, "SELECT technology, facts, yes, no FROM coverage") == [
        ("django-web", 2, 1, 0),
        ("flask", 1, 0, 1),
    ]
    assert query(folder, "SELECT * FROM differences") == [("orm", "django-web", "yes", "flask", "no")]
    found = "SELECT id FROM facts WHERE rowid IN (SELECT rowid FROM facts_fts WHERE facts_fts MATCH 'asynchronously')"
    assert query(folder, found) == [("fact:orm:django-web",)]


def test_the_csv_files_hold_to_the_data_package(folder, content):
    export(folder)
    package = json.loads((folder / "datapackage.json").read_text())
    jsonschema.validate(package, PROFILE)
    assert [resource["name"] for resource in package["resources"]] == [table.name for table in TABLES]
    for resource in package["resources"]:
        whole = (folder / resource["path"]).read_bytes()
        assert (resource["bytes"], resource["hash"]) == (len(whole), f"sha256:{hashlib.sha256(whole).hexdigest()}")
        rows = list(csv.DictReader(whole.decode().splitlines()))
        assert len(rows) == resource["rowCount"] == query(folder, f"SELECT count(*) FROM {resource['name']}")[0][0]
        for row in rows:
            assert list(row) == [field["name"] for field in resource["schema"]["fields"]]
            assert [
                faults for field in resource["schema"]["fields"] if (faults := fault(field, row[field["name"]]))
            ] == []
        keys = [tuple(row[name] for name in resource["schema"].get("primaryKey", row)) for row in rows]
        assert len(keys) == len(set(keys))


def fault(field, text):
    """What is wrong with a value by its Table Schema; None where nothing is."""
    patterns = {"integer": r"-?\d+", "boolean": "true|false", "date": r"\d{4}-\d\d-\d\d"}
    patterns |= {"datetime": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "string": r"[\s\S]*"}
    if not text:
        return f"{field['name']} is empty" if field.get("constraints", {}).get("required") else None
    return None if re.fullmatch(patterns[field["type"]], text) else f"{field['name']}: {text}"


def test_a_broken_package_would_be_seen(folder, content):
    export(folder)
    package = json.loads((folder / "datapackage.json").read_text())
    package["resources"][0]["schema"]["fields"][0].pop("name")
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(package, PROFILE)
    assert fault({"name": "day", "type": "date"}, "yesterday")


def test_a_spreadsheet_runs_nothing_of_the_csv(folder, content):
    export(folder)
    assert '"\'=SUM(""x"")"' in (folder / "facts.csv").read_text()
    assert "'=HYPERLINK()" in (folder / "changes.csv").read_text()


def test_the_json_holds_to_its_published_schema(client, folder, content):
    export(folder)
    schema = json.loads(client.get("/schema/facts.json").content)
    jsonschema.Draft202012Validator.check_schema(schema)
    data = json.loads((folder / "facts.json").read_text())
    jsonschema.validate(data, schema)
    assert data["$schema"] == schema["$id"]
    for table in TABLES:
        assert len(data[table.name]) == query(folder, f"SELECT count(*) FROM {table.name}")[0][0]
    assert data["releases"][0]["is_lts"] is False
    del data["facts"][0]["level"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, schema)


def test_the_sums_are_those_of_the_files(folder, content):
    export(folder)
    lines = (folder / "SHA256SUMS").read_text().splitlines()
    assert {line[66:] for line in lines} == set(FILES) - {"SHA256SUMS"}
    for line in lines:
        assert line[:64] == hashlib.sha256((folder / line[66:]).read_bytes()).hexdigest()


def test_it_has_the_steps_of_facts_in_the_order_of_versions(folder, content):
    fact, hidden = Fact.objects.get(note__startswith="Since"), Fact.objects.get(feature__name="Hearsay")
    make_step(fact, "4.10", level="partial", note="In part.", source_url="/articles/x/")
    make_step(fact, "4.9")
    make_step(hidden, "1.0")
    export(folder)
    assert query(folder, "SELECT fact, version, level, note, source_url FROM steps") == [
        ("fact:orm:django-web", "4.9", "no", None, "https://example.org/notes/4.9"),
        ("fact:orm:django-web", "4.10", "partial", "In part.", "http://127.0.0.1:8000/articles/x/"),
    ]


@time_machine.travel("2026-12-24T12:00:00Z", tick=False)
def test_it_is_dated_and_says_how_to_use_it(folder, content):
    export(folder)
    text = (folder / "README.md").read_text()
    for part in (
        "all facts, 2026-12-24",
        "| `facts` | 3 |",
        "None is named: ask before you publish",
        "How to cite",
        "/corrections/new/?about=fact:",
    ):
        assert part in text
    assert query(folder, "SELECT value FROM about WHERE name = 'made_on'") == [("2026-12-24",)]


def test_only_an_earlier_download_is_written_over(folder, content, tmp_path):
    other = tmp_path / "holiday"
    other.mkdir()
    export(other)
    export(other)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("Years of work")
    for place in (tmp_path / "mine", tmp_path / "mine" / "thesis.txt"):
        with pytest.raises(CommandError, match="something else than an earlier download"):
            export(place)
    assert (tmp_path / "mine" / "thesis.txt").read_text() == "Years of work"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["holiday", "mine"]


def test_an_empty_hub_has_an_empty_download(client, folder):
    export(folder)
    jsonschema.validate(
        json.loads((folder / "facts.json").read_text()), json.loads(client.get("/schema/facts.json").content)
    )
    assert client.get("/data/").status_code == 200


def test_the_queries_do_not_grow_with_the_facts(folder, content, django_assert_max_num_queries):
    technology = make_technology()
    for _ in range(10):
        make_fact(technology, make_feature())
    with django_assert_max_num_queries(len(TABLES) + 2):
        export(folder)


# --- the page and the files ---


def test_a_download_of_earlier_code_without_all_files_is_shown_as_it_is(client, folder, content):
    export(folder)
    (folder / "runs.csv").unlink()
    html = client.get("/data/").content.decode()
    assert 'href="/data/facts.csv"' in html
    assert 'href="/data/runs.csv"' not in html


def test_the_page_has_the_counts_and_sizes_of_the_files(client, folder, content):
    before = client.get("/data/").content.decode()
    assert "has not been made yet" in before
    assert client.get("/data/facts.sqlite").status_code == 404
    call_command("export_data")
    html = client.get("/data/").content.decode()
    for part in (
        datetime.date.today().isoformat(),
        "facts: 3",
        'href="/data/facts.sqlite"',
        "No licence is named: ask before you publish",
        '"@type": "Dataset"',
    ):
        assert part in html
    assert html.count('href="/data/') >= len(FILES)


@pytest.mark.parametrize(
    ("name", "content_type"),
    [
        ("facts.sqlite", "application/vnd.sqlite3"),
        ("facts.json", "application/json"),
        ("facts.csv", "text/csv; charset=utf-8; header=present"),
        ("README.md", "text/markdown; charset=utf-8"),
        ("SHA256SUMS", "text/plain"),
    ],
)
def test_each_file_is_served_as_what_it_is(client, folder, content, name, content_type):
    export(folder)
    response = client.get(f"/data/{name}")
    assert b"".join(response.streaming_content) == (folder / name).read_bytes()
    assert response["Content-Type"] == content_type
    assert "sandbox" in response["Content-Security-Policy"]
    assert client.get(f"/data/{name}", headers={"if-none-match": response["ETag"]}).status_code == 304
    assert not response.cookies


@pytest.mark.parametrize("name", ["secret_key", "..%2fsecret_key", "facts.db", ".facts.sqlite", "%00"])
def test_nothing_else_is_served(client, folder, content, name):
    export(folder)
    (folder / "secret_key").write_text("x")
    assert client.get(f"/data/{name}").status_code == 404
