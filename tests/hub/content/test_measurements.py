"""manage.py import_measurements: the JSON of a benchmark becomes features and facts."""

import copy
import io
import json

import pytest
from django.core.management import CommandError, call_command

from comparisons.models import Fact, Feature, FeatureGroup
from hub.content import export_folder
from tests.factories import make_comparison, make_feature, make_technology

pytestmark = pytest.mark.django_db

SOURCE = {"title": "How it was measured", "url": "/articles/measured/"}


def fact_of(technology, number, **fields):
    defaults = {"value": f"{number:,} a second", "number": number, "note": "Two processes.", "sources": [SOURCE]}
    return {"technology": technology, **defaults, "verified": "2026-11-20", "version": "6.1", **fields}


RUN = {
    "schema": 1,
    "date": "2026-11-20",
    "hardware": {"cores": 2},
    "figures": [{"requests_per_second": 10.5}],
    "group": "speed",
    "measures": [
        {
            "slug": "measured-page",
            "name": "Measured: page",
            "definition": "How often a second.",
            "rubric": "On two cores.",
            "unit": "requests a second",
            "facts": [fact_of("django", 1200), fact_of("fastapi", 300)],
        }
    ],
}


@pytest.fixture(autouse=True)
def hub():
    FeatureGroup.objects.create(name="Speed")
    make_technology(name="Django")
    make_technology(name="FastAPI")


@pytest.fixture
def load(tmp_path, capsys):
    """Import data as a file; returns what the command says. A text is written as it is."""

    def load_run(run, **options):
        file = tmp_path / "run.json"
        file.write_text(run if isinstance(run, str) else json.dumps(run, indent=2, ensure_ascii=False))
        try:
            call_command("import_measurements", str(file), **options)
        finally:
            load_run.said = "".join(capsys.readouterr())
        return load_run.said

    return load_run


def changed(change):
    run = copy.deepcopy(RUN)
    change(run, run["measures"][0], run["measures"][0]["facts"][0])
    return run


def test_each_measure_becomes_a_feature_with_a_unit_and_a_sourced_fact_for_each_technology(load):
    load(RUN)
    feature = Feature.objects.get(slug="measured-page")
    assert (feature.unit, feature.group.name, str(feature.definition)) == (
        "requests a second",
        "Speed",
        "How often a second.",
    )
    fact = feature.facts.get(technology__slug="django")
    assert (fact.number, fact.value, fact.level, fact.note) == (1200, "1,200 a second", "", "Two processes.")
    assert (str(fact.verified_on), fact.verified_version, str(fact.changed_on)) == ("2026-11-20", "6.1", "2026-11-20")
    assert [(source.title, source.url) for source in fact.sources.all()] == [tuple(SOURCE.values())]


def test_twice_the_same_file_changes_nothing(load):
    load(RUN)
    before = list(Fact.objects.values())
    assert "0 created, 0 changed, 0 removed, 3 unchanged" in load(RUN)
    assert list(Fact.objects.values()) == before


def test_a_later_run_changes_the_numbers_and_dates_the_change(load):
    load(RUN)
    later = changed(lambda run, measure, fact: fact.update(number=1300, value="1,300 a second", verified="2026-11-21"))
    load(later)
    fact = Fact.objects.get(technology__slug="django")
    assert (fact.number, str(fact.changed_on)) == (1300, "2026-11-21")


def test_a_dry_run_says_what_it_would_do_and_does_nothing(load):
    assert "3 would be created" in load(RUN, dry_run=True)
    assert not Fact.objects.exists()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda run, measure, fact: fact.update(number=12.5), "number: Write a whole number."),
        (lambda run, measure, fact: fact.update(technology="dajngo"), "did you mean “django”?"),
        (lambda run, measure, fact: fact.update(technology="fastapi"), "has an answer for this feature already"),
        (lambda run, measure, fact: fact.update(sources=[]), "A fact needs at least one source"),
        (lambda run, measure, fact: fact.update(verified="tomorrow"), "verified: Write the date as YYYY-MM-DD."),
        (lambda run, measure, fact: fact.update(value="x" * 81), "value: "),
        (lambda run, measure, fact: fact["sources"][0].update(url="javascript:alert(1)"), "url: Write an address"),
        (lambda run, measure, fact: measure.update(unit=""), "unit: A measure needs the unit"),
        (lambda run, measure, fact: measure.update(facts="many"), "This must be a list"),
        (lambda run, measure, fact: run.update(group="sped"), "group: There is no feature group “sped”"),
        (lambda run, measure, fact: run.update(schema=2), "schema: This importer reads schema 1"),
        (lambda run, measure, fact: run.update(measures=[]), "measures: There is nothing to import here."),
    ],
)
def test_a_mistake_is_named_with_its_line_and_nothing_is_imported(load, change, message):
    with pytest.raises(CommandError, match="Nothing was imported"):
        load(changed(change))
    assert "run.json:" in load.said
    assert message in load.said
    assert not Feature.objects.exists()
    assert not Fact.objects.exists()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "run.json:1: This is not valid JSON"),
        ('{"schema": 1,\n "measures": [}', "run.json:2: This is not valid JSON"),
        ("[1, 2]", "run.json:1: This must be an object"),
        ("3", "run.json:1: This must be an object"),
        ('{"schema": 1, "schema": 1}', "run.json:1: This is not valid JSON: a key stands there twice."),
        ("[" * 100_000, "run.json"),
    ],
)
def test_a_file_that_is_no_such_json_is_refused_with_its_line(load, text, message):
    with pytest.raises(CommandError, match="Nothing was imported"):
        load(text)
    assert message in load.said


def test_a_file_that_is_not_there_is_said_without_a_traceback():
    with pytest.raises(CommandError, match="Nothing was imported"):
        call_command("import_measurements", "/nowhere/run.json", stderr=(err := io.StringIO()))
    assert "/nowhere/run.json: This file cannot be read: No such file" in err.getvalue()


def test_what_was_measured_is_drawn_as_bars_with_its_conditions_and_source(client, load):
    load(RUN)
    django, fastapi = (Fact.objects.get(technology__slug=slug).technology for slug in ("django", "fastapi"))
    comparison = make_comparison([django, fastapi], [Feature.objects.get(), make_feature()])
    html = client.get(comparison.get_absolute_url()).content.decode()
    assert '<rect width="100" height="4"/>' in html
    assert '<rect width="25" height="4"/>' in html
    assert "Two processes." in html
    assert 'href="http://127.0.0.1:8000/articles/measured/"' in html


def test_what_was_measured_survives_an_export(load, tmp_path):
    load(RUN)
    export_folder(tmp_path / "export")
    before = list(Fact.objects.order_by("pk").values("number", "value", "note", "verified_on", "changed_on"))
    call_command("import_content", str(tmp_path / "export"), verbosity=0)
    assert "0 created, 0 changed" in load(RUN)
    assert list(Fact.objects.order_by("pk").values("number", "value", "note", "verified_on", "changed_on")) == before
    assert "url: /articles/measured/" in (tmp_path / "export" / "technologies" / "django.yaml").read_text()
