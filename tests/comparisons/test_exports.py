"""The table as CSV, JSON and Markdown, read back by the programs that take it along."""

import csv
import io
import json

import pytest
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt

from articles.models import Article
from comparisons.export_csv import COLUMNS
from comparisons.models import Fact, Source
from tests.comparisons.test_pages import page, queries
from tests.factories import (
    hours_ago,
    make_article,
    make_author,
    make_comparison,
    make_fact,
    make_faq,
    make_feature,
    make_release,
    make_technology,
    make_topic,
)

pytestmark = pytest.mark.django_db

SITE = "https://hub.example"
FORMS = pytest.mark.parametrize("form", ["csv", "json", "md"])
TYPES = {
    "csv": "text/csv; charset=utf-8; header=present",
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
}


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = SITE


@pytest.fixture
def comparison():
    django, fastapi = make_technology(name="Django"), make_technology(name="FastAPI")
    make_release(django, "6.1.3", released_on="2026-11-03", supported_until="2027-12")
    orm = make_feature(name="ORM")
    curve = make_feature(name="Learning curve", kind="judgement")
    latest = make_feature(name="Latest stable", derived_from="latest_release")
    comparison = make_comparison(
        [django, fastapi],
        [orm, curve, latest],
        title="Django vs FastAPI",
        summary="Which one for what.",
        body="Short answer: [async](/features/async/).\n\n## Performance\n\nIt depends.",
        verdict="Take **Django** for pages.",
        author=make_author(name="The editors"),
        topic=make_topic(name="Web"),
        facts=False,
    )
    make_fact(django, orm, level="yes", value="Built in", note="Since 2005.", verified_version="6.1")
    make_fact(fastapi, orm, level="no", value="None built in", note="", sources=2)
    make_fact(django, curve, level="partial", value="Long tutorial", note="Eight parts.", sources=0)
    make_faq(comparison, question="Which is faster?", answer="It *depends*.")
    return comparison


def rows(client, address):
    text = client.get(address).content.decode()
    assert text.endswith("\r\n")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def data(client, address):
    """The JSON of a table, which must be what the published schema says."""
    schema = json.loads(page(client, "/schema/comparison.json"))
    Draft202012Validator.check_schema(schema)
    answer = json.loads(page(client, address))
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    validator.validate(answer)
    assert answer["$schema"] == schema["$id"] == f"{SITE}/schema/comparison.json"
    return answer


def test_csv_has_a_line_for_each_cell_with_its_source_and_check(client, comparison):
    response = client.get("/comparisons/django-vs-fastapi.csv")
    assert response["Content-Disposition"] == 'attachment; filename="django-vs-fastapi.csv"'
    assert not response.content.startswith(b"\xef\xbb\xbf")
    found = rows(client, "/comparisons/django-vs-fastapi.csv")
    assert len(found) == 6
    assert tuple(found[0]) == COLUMNS
    source = Source.objects.first()
    assert found[0] == {
        "feature": "ORM",
        "group": "Basics",
        "kind": "fact",
        "technology": "Django",
        "level": "Yes",
        "value": "Built in",
        "note": "Since 2005.",
        "sources": f"{source.title} <{source.url}>",
        "checked on": "2026-11-22",
        "checked against": "6.1",
    }
    assert found[1]["sources"].count("; ") == 1
    assert [row["level"] for row in found] == ["Yes", "No", "Partial", "Unknown", "", "Unknown"]
    assert [row["kind"] for row in found] == ["fact", "fact", "judgement", "judgement", "fact", "fact"]


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1"])
def test_csv_never_gives_a_spreadsheet_a_formula(client, comparison, value):
    Fact.objects.filter(level="yes").update(value=value, note=f"\r{value}")
    (row,) = (row for row in rows(client, "/comparisons/django-vs-fastapi.csv") if row["level"] == "Yes")
    assert row["value"] == f"'{value}"
    assert row["note"].startswith("'")


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
    source = Source.objects.first()
    assert orm["cells"][0] == {
        "technology": "django",
        "url": f"{SITE}/comparisons/django-vs-fastapi/#orm-django",
        "level": "yes",
        "value": "Built in",
        "note": "Since 2005.",
        "judgement": False,
        "sources": [{"title": source.title, "url": source.url, "quote": ""}],
        "verified_on": "2026-11-22",
        "verified_version": "6.1",
        "changed_on": Fact.objects.first().changed_on.isoformat(),
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


@FORMS
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


@FORMS
def test_chosen_technologies_leave_in_every_form_too(client, comparison, form):
    response = client.get(f"/compare.{form}?t=fastapi&t=django&utm=1")
    assert response.status_code == 200
    assert response["Content-Type"] == TYPES[form]
    text = response.content.decode()
    assert "Built in" in text
    assert "The editors" not in text


def test_chosen_technologies_keep_their_order_and_name_the_canonical_page(client, comparison):
    answer = data(client, "/compare.json?t=fastapi&t=django")
    assert [technology["slug"] for technology in answer["technologies"]] == ["fastapi", "django"]
    assert answer["url"] == f"{SITE}/compare/?t=django&t=fastapi"
    response = client.get("/compare.csv?t=fastapi&t=django")
    assert response["Link"] == f'<{SITE}/compare/?t=django&t=fastapi>; rel="canonical"'
    assert "fastapi-vs-django.csv" in response["Content-Disposition"]


@FORMS
@pytest.mark.parametrize("query", ["", "t=django", "t=django&t=django", "t=django&t=nope", "t=%00&t=" + "x" * 5000])
def test_fewer_than_two_technologies_are_a_404(client, comparison, form, query):
    assert client.get(f"/compare.{form}?{query}").status_code == 404


@FORMS
def test_more_than_six_technologies_are_a_404(client, form):
    query = "&".join(f"t={make_technology().slug}" for _ in range(7))
    assert client.get(f"/compare.{form}?{query}").status_code == 404


@FORMS
def test_only_published_work_leaves(client, form):
    for fields in [{"status": "draft"}, {"status": "withdrawn"}, {"published_at": hours_ago(-1)}]:
        secret = make_comparison(title="Secret", **fields)
        assert client.get(f"/comparisons/{secret.slug}.{form}").status_code == 404
        article = make_article(title="Secret", **fields)
        assert client.get(f"/articles/{article.slug}.md").status_code == 404
    assert client.get(f"/comparisons/{make_article().slug}.{form}").status_code == 404
    assert client.get(f"/articles/{make_comparison().slug}.md").status_code == 404


@pytest.mark.parametrize("form", ["csv", "json", "md"])
def test_a_former_slug_leads_to_the_same_form(client, comparison, form):
    comparison.slug = "renamed"
    comparison.save()
    response = client.get(f"/comparisons/django-vs-fastapi.{form}?x=1")
    assert (response.status_code, response["Location"]) == (301, f"/comparisons/renamed.{form}?x=1")


def test_a_former_slug_leads_to_the_markdown_of_everything(client, comparison):
    things = [make_article(), comparison.topic, *(row.feature for row in comparison.rows.all()[:1])]
    for thing in [*things, comparison.subjects.first().technology]:
        former = thing.get_absolute_url().removesuffix("/")
        thing.slug = f"new-{thing.pk}"
        thing.save()
        response = client.get(f"{former}.md")
        assert (response.status_code, response["Location"]) == (301, f"{thing.get_absolute_url()[:-1]}.md")


def addresses(comparison):
    """Every address of another form, with the page it stands beside."""
    article = Article.objects.published().filter(kind="article").latest("pk")
    technology, feature = comparison.subjects.first().technology, comparison.rows.first().feature
    beside = {
        f"{thing.get_absolute_url()[:-1]}.md": thing.get_absolute_url() for thing in (article, technology, feature)
    }
    beside[f"/topics/{comparison.topic.slug}.md"] = comparison.topic.get_absolute_url()
    beside |= {f"/{name}.md": f"/{name}/" for name in ("articles", "comparisons", "technologies", "features")}
    for form in ("csv", "json", "md"):
        beside[f"{comparison.get_absolute_url()[:-1]}.{form}"] = comparison.get_absolute_url()
        beside[f"/compare.{form}?t=django&t=fastapi"] = "/compare/?t=django&t=fastapi"
    return beside


def test_every_form_is_announced_by_its_page_answers_and_names_it(client, comparison):
    make_article().subjects.create(technology=comparison.subjects.first().technology)
    for address, beside in addresses(comparison).items():
        form = address.partition("?")[0].rpartition(".")[2]
        kind = TYPES[form].partition(";")[0]
        link = f'<link rel="alternate" type="{kind}" href="{address.replace("&", "&amp;")}">'
        assert link in page(client, beside), address
        response = client.get(address)
        assert response.status_code == 200
        assert response["Content-Type"] == TYPES[form]
        assert response["Link"] == f'<{SITE}{beside}>; rel="canonical"'
        assert not response.cookies
        assert "Cookie" not in response.headers.get("Vary", "")


def test_no_form_is_announced_where_there_is_none(client, comparison):
    for address in ["/compare/", "/feeds/", "/articles/?topic=web", "/comparisons/nope/", "/nowhere"]:
        html = client.get(address).content.decode()
        assert "text/markdown" not in html, address
        assert "text/csv" not in html, address


def test_every_form_is_sent_again_only_when_it_differs(client, comparison):
    make_article()
    for address in addresses(comparison):
        first = client.get(address)
        again = client.get(address, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b""), address
        assert "max-age" in first["Cache-Control"]
    stale = client.get("/comparisons/django-vs-fastapi.csv")["ETag"]
    fact = Fact.objects.get(level="yes")
    fact.value = "Quite different"
    fact.save()
    changed = client.get("/comparisons/django-vs-fastapi.csv", headers={"If-None-Match": stale})
    assert b"Quite different" in changed.content


def test_programs_may_look_and_nothing_else(client, comparison):
    make_article()
    for address in [*addresses(comparison), "/schema/comparison.json"]:
        assert client.head(address).content == b""
        assert client.post(address).status_code == 405


def test_the_queries_do_not_grow_with_the_table(client, comparison):
    article = make_article()
    few = {address: queries(client, address) for address in addresses(comparison)}
    technology, feature = comparison.subjects.first().technology, comparison.rows.first().feature
    for _ in range(6):
        other = make_feature()
        make_comparison([technology, make_technology()], [feature, other], topic=comparison.topic, author=make_author())
        make_release(technology, f"{Fact.objects.count()}.0")
        comparison.rows.create(feature=other, position=9)
        make_faq(comparison)
        make_faq(article)
        article.subjects.create(technology=make_technology())
    assert {address: queries(client, address) for address in addresses(comparison) if "articles/" not in address} == {
        address: count for address, count in few.items() if "articles/" not in address
    }
    assert queries(client, f"/articles/{article.slug}.md") == few[f"/articles/{article.slug}.md"]


def test_articles_technologies_features_and_topics_read_well_as_markdown(client, comparison):
    technology, feature = comparison.subjects.first().technology, comparison.rows.first().feature
    feature.rubric = "- **Yes**: see [docs](/docs)."
    feature.save()
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
            "| 6.1.3 | 3 November 2026 | December 2027 | [Release notes](https://example.org/releases), checked on",
        ],
        "/features/orm.md": [
            "# ORM",
            f"[docs]({SITE}/docs)",
            "| Django | Built in (yes) |",
            f"- [Django vs FastAPI]({SITE}/comparisons/django-vs-fastapi.md)",
        ],
        "/topics/web.md": ["# Web", f"- [Django vs FastAPI]({SITE}/comparisons/django-vs-fastapi.md)"],
        "/technologies.md": [f"- [Django]({SITE}/technologies/django.md)"],
        "/features.md": ["## Basics", f"- [ORM]({SITE}/features/orm.md)"],
        "/articles.md": [f"- [Plain]({SITE}/articles/plain.md): About it.", "django-vs-fastapi.md"],
        "/comparisons.md": [f"- [Django vs FastAPI]({SITE}/comparisons/django-vs-fastapi.md)"],
    }
    for address, parts in expected.items():
        text = page(client, address)
        assert text.startswith("# ")
        for part in parts:
            assert part in text, (address, part)


def test_hidden_work_is_in_no_list_of_links(client, comparison):
    technology, feature = comparison.subjects.first().technology, comparison.rows.first().feature
    for fields in [{"status": "draft"}, {"status": "withdrawn"}, {"published_at": hours_ago(-1)}]:
        others = [technology, make_technology()]
        make_comparison(others, [feature], title="Secret", topic=comparison.topic, **fields)
        make_article(title="Secret", topic=comparison.topic, **fields).subjects.create(technology=technology)
    make_article()
    for address in addresses(comparison):
        assert "Secret" not in page(client, address), address


def test_the_table_says_how_to_take_it_along(client, comparison):
    html = page(client, "/comparisons/django-vs-fastapi/")
    for form in ("csv", "json", "md"):
        assert f'<a href="/comparisons/django-vs-fastapi.{form}">' in html
    html = page(client, "/compare/?t=fastapi&t=django&only=differences")
    for form in ("csv", "json", "md"):
        assert f'<a href="/compare.{form}?t=fastapi&amp;t=django">' in html
