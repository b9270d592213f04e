"""A decision to take along: a record as MADR 4 wants it, every reason with the place where its fact stands."""

import json
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
import time_machine
from django.utils import timezone

from comparisons.models import Change
from tests.comparisons.test_pages import page, queries
from tests.factories import make_comparison, make_fact, make_feature, make_proof, make_release, make_technology

pytestmark = pytest.mark.django_db
ADDRESS = "/choose.md?decide=django&must=admin-panel&must=orm&nice=async&t=django&t=flask"
# The template of MADR, as it is published: https://github.com/adr/madr/blob/4.0.0/template/adr-template.md (MIT, CC0)
TEMPLATE = (Path(__file__).parent / "madr-4.0.0.md").read_text()
HEADING = re.compile(r"^#{2,3} .+", re.MULTILINE)
# Its sections, without the options and the last, which is left to whoever has more to say.
SECTIONS = [heading for heading in HEADING.findall(TEMPLATE) if "{" not in heading][:-1]
STATUS = re.compile(
    r'---\nstatus: "(proposed|rejected|accepted|deprecated|superseded by .+)"\ndate: \d{4}-\d\d-\d\d\n---\n\n# \S'
)


def record(client, address=ADDRESS):
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/markdown; charset=utf-8"
    return response.content.decode()


def faults(text):
    """What a checker of MADR would say."""
    found = [] if STATUS.match(text) else ["front matter"]
    headings = HEADING.findall(text)
    options = re.findall(r"^\* (.+)", text.partition("## Considered Options")[2].partition("##")[0], re.MULTILINE)
    found += [] if headings == [*SECTIONS, *(f"### {option}" for option in options)] else ["headings"]
    chosen = re.search(r'^Chosen option: (?:"(.+?)", because \S|none yet)', text, re.MULTILINE)
    found += [] if chosen and chosen[1] in [*options, None] else ["outcome"]
    reasons = text.partition("## Pros and Cons")[2]
    argued = re.findall(r"^\* .*", reasons, re.MULTILINE)
    found += [line for line in argued if not re.match(r"\* (Good|Neutral|Bad), because \S", line)]
    return found


def test_the_record_is_one_that_madr_knows(client, field):
    assert SECTIONS[0] == "## Context and Problem Statement"
    assert SECTIONS[-1] == "## Pros and Cons of the Options"
    assert len(SECTIONS) == 7
    assert faults(record(client)) == []
    assert faults(record(client, "/choose.md?must=orm")) == []
    assert faults(record(client, "/choose.md?decide=flask&t=django&t=flask")) == []


def test_what_madr_does_not_know_would_be_seen(client, field):
    text = record(client)
    for old, new in [
        ('"proposed"', '"perhaps"'),
        ("## Decision Drivers", "## Drivers"),
        ("### Flask", "### Bottle"),
        ("* Bad, because", "* Bad because"),
        ('Chosen option: "Django"', 'Chosen option: "Bottle"'),
    ]:
        assert faults(text.replace(old, new))


def test_drivers_are_the_needs_and_options_all_that_were_judged(client, field):
    text = record(client)
    assert "* Admin panel: yes, must\n* ORM: yes, must\n* Async: yes, would be nice" in text
    assert "## Considered Options\n\n* Django\n* Flask\n\n" in text
    assert "Later" not in text
    assert "* Later\n" in record(client, "/choose.md?must=orm")


def test_a_driver_is_a_need_in_the_words_of_a_reader(client, field):
    type(field[0]).objects.filter(slug="orm").update(need="Rows are objects")
    text = record(client)
    assert "* Admin panel: yes, must\n* Rows are objects (ORM): yes, must\n" in text
    assert faults(text) == []
    data = json.loads(client.get(ADDRESS.replace(".md", ".json")).content)
    assert [need["need"] for need in data["needs"]] == [None, "Rows are objects", None]


def test_a_reason_that_a_script_shows_says_so_and_where(client, field):
    fact = field[0].facts.get(technology__slug="django")
    make_proof(fact.technology, field[0], runs=True)
    make_proof(field[0].facts.get(technology__slug="flask").technology, field[0], runs=False)
    lines = record(client).splitlines()
    good, bad = (
        [line for line in lines if line.startswith(f"* {mood}, because of [Admin")] for mood in ("Good", "Bad")
    )
    shown = "[Shown by a script](http://127.0.0.1:8000/proofs/admin-panel/django/): “greets: True”, with demo 2.0, "
    assert shown in good[0]
    assert "script" not in bad[0]
    django, flask = json.loads(client.get(ADDRESS.replace(".md", ".json")).content)["options"]
    assert django["reasons"][0]["proof"]["url"] == "http://127.0.0.1:8000/proofs/admin-panel/django/"
    assert flask["reasons"][0]["proof"] is None


def test_the_outcome_names_what_speaks_against_it_and_what_nobody_knows(client, field):
    text = record(client)
    assert 'Chosen option: "Django", because it meets 1 of 2 musts and it has 0 of 1 that would be nice' in text
    assert "Nobody knows whether it meets: ORM." in text
    assert "It fails: Admin panel, ORM." in record(client, ADDRESS.replace("decide=django", "decide=flask"))
    assert "Chosen option: none yet. All musts are met by: Django." in record(client, "/choose.md?must=admin-panel")


def test_a_reason_has_value_source_version_date_and_address(client, field):
    fact = field[0].facts.get(technology__slug="django")
    source = fact.sources.get()
    (line,) = [line for line in record(client).splitlines() if line.startswith("* Good, because of [Admin panel]")]
    assert line == (
        "* Good, because of [Admin panel](http://127.0.0.1:8000/facts/admin-panel/django/) (must): "
        f"{fact.value} (yes). {fact.note} Checked against 5.2 on 2026-11-22; 6.1.3 is out. "
        f"Sources: [{source.title}]({source.url})"
    )
    assert "* Bad, because of [Async]" in record(client)
    assert "* Neutral, because of [ORM](http://127.0.0.1:8000/facts/orm/django/) (must): Not checked yet" in record(
        client
    )


def test_every_reason_leads_to_its_fact(client, field):
    reasons = re.findall(r"because of \[(.+?)\]\(http://127.0.0.1:8000(.+?)\) \(.+?\): (.+?) \(", record(client))
    assert len(reasons) == 6
    for name, path, value in reasons:
        html = page(client, path)
        assert re.search(f"<h1[^>]*>{name} in ", html)
        assert value in html


def test_it_says_when_to_look_again(client, field):
    assert "* Look again on 2027-05-21: " in record(client)
    field[0].facts.update(verified_on=date(2026, 7, 1))
    assert "* Look again on 2026-12-28: Admin panel in Django is due for another check." in record(client)
    for feature in field:
        type(feature).objects.filter(pk=feature.pk).update(recheck_days=4_000_000)
    text = "* Look again on 2027-12-01: Django 6.1 is supported until December 2027."
    assert text in record(client)


def test_without_needs_the_reasons_are_what_the_technologies_differ_in(client, field):
    make_fact(field[1].facts.first().technology, make_feature(name="Only one answers"))
    text = record(client, "/choose.md?t=django&t=flask")
    assert "* Admin panel: any answer, to look at\n* Async: any answer, to look at\n\n" in text
    assert "* Neutral, because of [Async](" in text
    assert "f=admin-panel&f=async&since=1970-01-01&t=django" in text


def test_the_record_asks_for_what_it_was_written_from_and_nothing_later(client, field):
    text = record(client, "/choose.md?decide=django&must=orm")
    assert "/choose/changes.xml?must=orm&t=django&t=flask&t=later>" in text
    assert "/choose.json?must=orm&since=1970-01-01&t=django&t=flask&t=later'" in text
    last = make_change(field[1], "flask", "2026-11-28T11:00Z")
    make_change(field[0], "django", "2026-11-28T12:00Z")  # no reason of this decision
    text = record(client, "/choose.md?decide=django&must=orm")
    assert f"/choose.json?must=orm&since={last.feed_id}&t=django&t=flask&t=later'" in text


def test_the_json_says_the_same(client, field):
    data = json.loads(client.get(ADDRESS.replace(".md", ".json")).content)
    assert data["url"] == "http://127.0.0.1:8000/choose/?must=admin-panel&must=orm&nice=async&t=django&t=flask"
    assert (data["decided"], data["since"], data["changed"]) == ("django", None, [])
    django, flask = data["options"]
    assert (django["technology"], django["fails"], django["unknown"]) == ("django", [], ["orm"]) or flask
    reasons = {
        (option["technology"], item["feature"]): item for option in data["options"] for item in option["reasons"]
    }
    assert reasons["django", "admin-panel"]["is"] == "good"
    assert reasons["flask", "admin-panel"]["is"] == "bad"
    assert reasons["django", "orm"]["is"] == "neutral"
    assert reasons["flask", "admin-panel"]["url"].endswith("/facts/admin-panel/flask/")
    assert data["needs"][0] == {
        "feature": "admin-panel",
        "name": "Admin panel",
        "need": None,
        "url": "http://127.0.0.1:8000/features/admin-panel/",
        "weight": "must",
        "levels": ["yes"],
    }


def make_change(feature, slug, made_at):
    technology = feature.facts.get(technology__slug=slug).technology
    return Change.objects.create(
        technology=technology, feature=feature, text=f"{feature} at {made_at}", made_at=made_at
    )


def changed(client, since):
    data = json.loads(client.get(f"/choose.json?must=orm&nice=async&since={since}&t=django&t=flask").content)
    return [change["text"] for change in data["changed"]]


def test_what_changed_after_a_change_is_named_whatever_the_clock_says(client, field):
    first = make_change(field[2], "django", "2026-11-28T09:00Z")
    elsewhere = make_change(field[0], "django", "2026-11-28T12:00Z")  # no reason of this decision
    last = make_change(field[2], "flask", "2026-11-27T11:00Z")
    for spelling in (first.feed_id, str(first.uid), first.uid.hex, elsewhere.feed_id):
        assert changed(client, spelling) == ["Async at 2026-11-27T11:00Z"]
    assert changed(client, last.feed_id) == []


def test_what_changed_since_a_day_or_a_moment_is_named(client, field):
    make_change(field[2], "django", "2026-11-28T09:00Z")
    make_change(field[2], "flask", "2026-11-28T11:00Z")
    make_change(field[0], "django", "2026-11-28T12:00Z")  # no reason of this decision
    assert changed(client, "2026-11-28") == ["Async at 2026-11-28T11:00Z", "Async at 2026-11-28T09:00Z"]
    assert changed(client, "2026-11-28T10:00Z") == ["Async at 2026-11-28T11:00Z"]
    assert changed(client, "2026-11-29") == []
    tomorrow = timezone.now().date() + timedelta(days=1)  # a day that began elsewhere
    assert changed(client, tomorrow.isoformat()) == []


NO_MOMENTS = "yesterday 2026-13-01 2026-11-28T25:00 0001-01-01T00:00%2B23:59 9999-12-31T23:59-23:59 urn:uuid:"
TO_COME = "2999-01-01 2999-01-01T00:00Z 9999-12-31"
NO_IDS = ["urn:uuid:00000000-0000-4000-8000-000000000000", "%00" + "0" * 31, "٣" * 32, "9" * 5000]


NO_CHOICES = [
    "decide=django",
    "must=zebra",
    "must=orm.perhaps",
    "t=zebra",
    "kind=zebra",
    "t=later",
    "kind=database&must=orm",
]
WHY = '<p class="message">[^<]*(We know no|We ask no|is no|none of the|need|“since” is)'
NOT_JUDGED = ["kind=database&must=orm", "t=flask&decide=django", "must=orm&decide=zebra", "must=orm&decide=%00"]


@pytest.mark.parametrize(
    "query",
    [
        "",
        *NO_CHOICES,
        *NOT_JUDGED,
        *(f"must=orm&since={since}" for since in [*NO_MOMENTS.split(), *TO_COME.split(), *NO_IDS]),
    ],
)
def test_what_cannot_be_decided_is_not_found(client, field, query):
    response = client.get(f"/choose.json?{query}")
    assert response.status_code == 404
    assert re.search(WHY, response.content.decode())
    assert client.get(f"/choose.md?{query.replace('since', 'decide')}").status_code == 404


@pytest.mark.parametrize("form", ["choose.md", "choose.json", "choose/changes.xml"])
def test_there_is_one_address_of_each_form(client, field, form):
    response = client.get(f"/{form}?nice=async&must=orm.yes&t=flask&t=django&t=flask")
    assert (response.status_code, response["Location"]) == (301, f"/{form}?must=orm&nice=async&t=django&t=flask")


def test_new_names_lead_on(client, field):
    field[1].slug = "mapper"
    field[1].save()
    technology = field[0].facts.get(technology__slug="django").technology
    technology.slug = "django-framework"
    technology.save()
    response = client.get("/choose.md?t=django&t=flask&must=orm&decide=django")
    assert response["Location"] == "/choose.md?decide=django-framework&must=mapper&t=django-framework&t=flask"
    assert faults(record(client, response["Location"])) == []


def test_the_queries_grow_neither_with_technologies_nor_with_needs(client, field):
    few = queries(client, "/choose.md?must=admin-panel"), queries(client, "/choose.json?must=admin-panel")
    for _ in range(5):
        technology = make_technology()
        make_release(technology)
        for feature in field:
            make_fact(technology, feature)
        make_change(field[1], technology.slug, "2026-11-28T09:00Z")
    query = "must=admin-panel&must=orm&nice=async"
    assert (queries(client, f"/choose.md?{query}"), queries(client, f"/choose.json?{query}")) == few


def test_chooser_and_comparison_have_the_button(client, field):
    html = page(client, "/choose/?must=orm&nice=async")
    form = html.partition('<form class="decide"')[2].partition("</form>")[0]
    assert re.findall(r'name="(\w+)" value="([^"]+)"', form) == [("must", "orm"), ("nice", "async")]
    assert '<option value="flask">Flask</option>' in form
    assert '<a href="/choose/changes.xml?must=orm&amp;nice=async">' in html
    assert 'type="application/rss+xml" title="Learning Hub: changed answers to what you need"' in html
    comparison = make_comparison()
    form = page(client, comparison.get_absolute_url()).partition('<form class="decide"')[2].partition("</form>")[0]
    subjects = [subject.technology.slug for subject in comparison.subjects.all()]
    assert re.findall(r'name="t" value="([^"]+)"', form) == subjects


@time_machine.travel("2026-12-24T12:00:00Z", tick=False)
def test_it_is_a_file_with_a_name_and_a_date(client, field):
    assert "\ndate: 2026-12-24\n" in record(client)
    assert client.get(ADDRESS)["Content-Disposition"] == 'attachment; filename="use-django.md"'
    assert client.get("/choose.md?must=orm")["Content-Disposition"] == 'attachment; filename="decision.md"'
