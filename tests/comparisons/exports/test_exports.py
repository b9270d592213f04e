"""The table as CSV, JSON and Markdown, read back by the programs that take it along."""

import csv
import io
import json
import re

import pytest
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt

from comparisons.exports.formats import COLUMNS
from comparisons.models import Fact, Source
from tests.comparisons.exports.exported import SITE, make_exported
from tests.comparisons.test_pages import page
from tests.factories import make_article, make_comparison, make_fact, make_faq, make_feature, make_technology

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = SITE


@pytest.fixture
def comparison():
    return make_exported()


def rows(client, address):
    text = client.get(address).content.decode()
    assert text.endswith("\r\n")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def strict(schema):
    """The schema, refusing what it does not describe: readers may meet new parts, but none without a description."""
    if isinstance(schema, list):
        return [strict(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {"additionalProperties": False} if schema.get("type") == "object" else {}
    return {key: strict(part) for key, part in schema.items()} | closed


def data(client, address):
    """The JSON of a table, which must be what the published schema says."""
    schema = json.loads(page(client, "/schema/comparison.json"))
    Draft202012Validator.check_schema(schema)
    answer = json.loads(page(client, address))
    validator = Draft202012Validator(strict(schema), format_checker=Draft202012Validator.FORMAT_CHECKER)
    validator.validate(answer)
    assert answer["$schema"] == schema["$id"] == f"{SITE}/schema/comparison.json"
    return answer


def test_csv_has_a_line_for_each_cell_with_its_source_and_check(client, comparison):
    response = client.get("/comparisons/django-vs-fastapi.csv")
    assert response["Content-Disposition"] == 'attachment; filename="django-vs-fastapi.csv"'
    assert not response.content.startswith(b"\xef\xbb\xbf")
    found = rows(client, "/comparisons/django-vs-fastapi.csv")
    assert len(found) == 6
    assert list(found[0]) == list(COLUMNS)
    source = Source.objects.first()
    assert found[0] == {
        "feature": "ORM",
        "group": "Basics",
        "kind": "fact",
        "technology": "Django",
        "level": "Yes",
        "value": "Built in",
        "number": "",
        "provided by": "",
        "note": "Since 2005.",
        "sources": f"{source.title} <{source.url}>",
        "checked on": "2026-11-22",
        "checked against": "6.1",
        "checked how": "",
        "script": "",
        "since": "",
        "answer for": "",
    }
    assert found[1]["sources"].count("; ") == 1
    assert [row["level"] for row in found] == ["Yes", "No", "Partial", "Unknown", "", "Unknown"]
    assert [row["kind"] for row in found] == ["fact", "fact", "judgement", "judgement", "fact", "fact"]


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "  =1+1", "\u00a0+1"])
def test_csv_never_gives_a_spreadsheet_a_formula(client, comparison, value):
    Fact.objects.filter(level="yes").update(value=value, note=f"\r{value}")
    (row,) = (row for row in rows(client, "/comparisons/django-vs-fastapi.csv") if row["level"] == "Yes")
    assert row["value"].startswith("'")
    assert row["value"].replace("'", "") == value
    assert row["note"].startswith("'")


@pytest.mark.parametrize(
    "value",
    [
        *("ok;=1+1", "ok; +1", "ok\t@SUM(A1)", "ok|-1", "ok\n=1", 'ok;"=1"', "ok|  @x", "ok;＝1"),
        *("ok;\u00a0=1", "ok,=1+1", 'ok,"-1"'),
    ],
)
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("suffix", [".csv", ".excel.csv"])
def test_csv_read_with_another_separator_holds_no_formula_either(client, comparison, value, separator, suffix):
    Fact.objects.filter(level="yes").update(note=value)
    data = client.get(f"/comparisons/django-vs-fastapi{suffix}").content
    text = data.decode("utf-16" if "excel" in suffix else "utf-8")
    cells = [cell.strip() for row in csv.reader(io.StringIO(text), delimiter=separator) for cell in row]
    assert not [cell for cell in cells if cell.lstrip('"').startswith(("=", "+", "-", "@", "＝"))]


@pytest.mark.parametrize(("suffix", "code", "separator"), [(".csv", "utf-8", ","), (".excel.csv", "utf-16", "\t")])
@pytest.mark.parametrize("note", ["One, two; three\tfour", 'He said: "no", or; so', "", "12,5", "a\nb,c"])
def test_each_cell_is_in_quotes_as_libreoffice_parts_at_any_separator(
    client, comparison, suffix, code, separator, note
):
    Fact.objects.filter(level="yes").update(note=note)
    text = client.get(f"/comparisons/django-vs-fastapi{suffix}").content.decode(code).removeprefix("\ufeff")
    assert re.fullmatch(rf'(?:"(?:[^"]|"")*"(?:{separator}|\r\n))+', text)


def test_a_file_for_excel_says_its_encoding_and_holds_the_same_cells(client, comparison):
    Fact.objects.filter(level="yes").update(note="Größe;\t=1", value='日本語, "two"')
    response = client.get("/comparisons/django-vs-fastapi.excel.csv")
    assert response["Content-Disposition"] == 'attachment; filename="django-vs-fastapi.excel.csv"'
    assert response.content.startswith(b"\xff\xfe")
    found = list(csv.DictReader(io.StringIO(response.content.decode("utf-16"), newline=""), delimiter="\t"))
    assert found == rows(client, "/comparisons/django-vs-fastapi.csv")
    assert (found[0]["note"], found[0]["value"]) == ("Größe;\t'=1", '日本語, "two"')
    assert client.get("/compare.excel.csv?t=django&t=fastapi").content.startswith(b"\xff\xfe")


def test_csv_leaves_signs_inside_of_a_text_alone(client, comparison):
    Fact.objects.filter(level="yes").update(note="a=b; c -1 + d@e")
    assert rows(client, "/comparisons/django-vs-fastapi.csv")[0]["note"] == "a=b; c -1 + d@e"


def test_csv_keeps_commas_quotes_lines_and_any_script(client, comparison):
    note = 'One, "two"\nthree; 日本語 <b>'
    Fact.objects.filter(level="yes").update(note=note)
    assert rows(client, "/comparisons/django-vs-fastapi.csv")[0]["note"] == note


def test_json_says_all_that_the_page_says_of_a_cell(client, comparison):
    answer = data(client, "/comparisons/django-vs-fastapi.json")
    assert answer["title"] == "Django vs FastAPI"
    assert answer["url"] == f"{SITE}/comparisons/django-vs-fastapi/"
    assert (answer["summary"], answer["author"], answer["topic"]) == ("Which one for what.", "The editors", "Web")
    assert answer["published_on"] == comparison.published_at.date().isoformat()
    assert answer["updated_on"] == Fact.objects.latest("changed_on").changed_on.isoformat()
    assert answer["oldest_check"] == "2026-11-22"
    assert answer["url"] in answer["attribution"]
    django, fastapi = answer["technologies"]
    assert django["latest_release"]["version"] == "6.1.3"
    assert django["latest_release"]["supported_until"] == "2027-12"
    assert fastapi["latest_release"] is None
    orm, curve, latest = answer["groups"][0]["rows"]
    assert (orm["kind"], curve["kind"], latest["derived_from"]) == ("fact", "judgement", "latest_release")
    source, unseen = Source.objects.first(), {"state": None, "state_on": None, "found_on": None}
    assert orm["cells"][0] == {
        "technology": "django",
        "url": f"{SITE}/comparisons/django-vs-fastapi/#orm-django",
        "level": "yes",
        "value": "Built in",
        "number": None,
        "provider": None,
        "note": "Since 2005.",
        "judgement": False,
        "sources": [{"title": source.title, "url": source.url, "quote": "", **unseen}],
        "verified_on": "2026-11-22",
        "verified_version": "6.1",
        "verified_how": None,
        "measured_on": None,
        "changed_on": Fact.objects.first().changed_on.isoformat(),
        "reason": "",
        "proof": None,
        "since": None,
        "steps": [],
    }
    assert curve["cells"][0]["judgement"] is True
    unknown = curve["cells"][1]
    assert (unknown["level"], unknown["verified_on"], unknown["verified_version"]) == ("unknown", None, None)
    assert (latest["cells"][0]["level"], latest["cells"][0]["value"]) == (None, "6.1.3 (3 November 2026)")


def test_the_anchors_that_json_names_are_on_the_page(client, comparison):
    html = page(client, "/comparisons/django-vs-fastapi/")
    for row in data(client, "/comparisons/django-vs-fastapi.json")["groups"][0]["rows"]:
        for url in [row["url"], *(cell["url"] for cell in row["cells"])]:
            assert f'id="{url.partition("#")[2]}"' in html


def test_json_of_technologies_without_a_release_a_fact_or_an_author_is_valid_too(client):
    make_technology(name="Blank"), make_technology(name="Empty")
    assert data(client, "/compare.json?t=blank&t=empty")["groups"] == []
    make_comparison(facts=False, title="Bare")
    assert data(client, "/comparisons/bare.json")["author"] is None


def test_markdown_is_the_whole_page(client, comparison):
    text = page(client, "/comparisons/django-vs-fastapi.md")
    source = Source.objects.first()
    parts = [
        "# Django vs FastAPI",
        "Which one for what.",
        "By The editors",
        "Oldest check of a fact 2026-11-22",
        "| Feature | Django | FastAPI |\n| --- | --- | --- |\n| **Basics** |  |  |",
        "| ORM | Built in (yes) | None built in (no) |",
        "| Learning curve (judgement) | Long tutorial (partial) | Not checked yet (unknown) |",
        "| Latest stable | 6.1.3 (3 November 2026) | Not checked yet (unknown) |",
        "Django: Built in (yes). Since 2005. Checked against 6.1 on 2026-11-22. "
        f"Sources: [{source.title}]({source.url})",
        "FastAPI: Not checked yet (unknown). Nobody has checked this yet.",
        f"[async]({SITE}/features/async/)",
        "## Performance\n\nIt depends.",
        "### Choose Django when\n\n- you like Django",
        "## Verdict\n\nTake **Django** for pages.",
        "### Which is faster?\n\nIt *depends*.",
    ]
    places = [text.find(part) for part in parts]
    assert -1 not in places, parts[places.index(-1)]
    assert places == sorted(places)


def test_five_states_are_told_apart_in_every_form(client):
    technology, other = make_technology(name="A"), make_technology(name="B")
    levels = ["yes", "partial", "no", "not_applicable", "unknown", ""]
    features = [make_feature() for _ in levels]
    for feature, level in zip(features, levels, strict=True):
        make_fact(technology, feature, level=level, value="V")
    make_comparison([technology, other], features, facts=False, slug="five")
    found = [row["level"] for row in rows(client, "/comparisons/five.csv") if row["technology"] == "A"]
    assert found == ["Yes", "Partial", "No", "Not applicable", "Unknown", ""]
    cells = [row["cells"][0]["level"] for row in data(client, "/comparisons/five.json")["groups"][0]["rows"]]
    assert cells == ["yes", "partial", "no", "not_applicable", "unknown", None]
    text = page(client, "/comparisons/five.md")
    for feature, words in zip(features, ["yes", "partial", "no", "not applicable", "unknown", ""], strict=True):
        assert f"| {feature} | V{words and f' ({words})'} |" in text


@pytest.mark.parametrize("form", ["csv", "json", "md"])
def test_a_fact_without_a_source_leaves_as_unknown(client, comparison, form):
    Fact.objects.get(level="yes").sources.all().delete()
    text = page(client, f"/comparisons/django-vs-fastapi.{form}")
    assert "Built in" not in text
    assert "Since 2005" not in text


def test_what_an_editor_typed_cannot_break_the_markdown(client, comparison):
    Fact.objects.filter(level="yes").update(value="a | b\n# c", note="<script>x</script>\n\n- `d` [e](javascript:f)")
    tokens = (
        MarkdownIt("commonmark", {"html": True})
        .enable("table")
        .parse(page(client, "/comparisons/django-vs-fastapi.md"))
    )
    assert "html_block" not in [token.type for token in tokens]
    assert "a | b # c (yes)" in [token.content for token in tokens if token.type == "inline"]
    inline = [child for token in tokens for child in token.children or ()]
    assert "html_inline" not in [child.type for child in inline]
    assert not [child for child in inline if child.type == "link_open" and "javascript" in child.attrs["href"]]


def test_articles_technologies_and_features_read_well_as_markdown(client, comparison):
    technology, feature = comparison.subjects.first().technology, comparison.rows.first().feature
    feature.rubric = "- **Yes**: see [docs](/docs)."
    feature.save()
    technology.releases.update(note="New | *ORM*")
    article = make_article(title="Plain", body="Text.", summary="About it.")
    article.subjects.create(technology=technology)
    make_faq(article, question="Why?", answer="Because.")
    expected = {
        "/articles/plain.md": [
            "# Plain",
            "About it.",
            f"About [Django]({SITE}/technologies/django.md)",
            "### Why?\n\nBecause.",
        ],
        "/technologies/django.md": [
            "# Django",
            f"[Django vs FastAPI]({SITE}/comparisons/django-vs-fastapi.md): Which one for what.",
            "| ORM | Built in (yes) |",
            "| 6.1.3 | 3 November 2026 | supported until December 2027 | New \\| \\*ORM\\* | [Release notes](https://example.org/releases)",
        ],
        "/features/orm.md": [
            "# ORM",
            f"[docs]({SITE}/docs)",
            "| Django | Built in (yes) |",
            f"- [Django vs FastAPI]({SITE}/comparisons/django-vs-fastapi.md)",
        ],
    }
    for address, parts in expected.items():
        text = page(client, address)
        assert text.startswith("# ")
        for part in parts:
            assert part in text, (address, part)
