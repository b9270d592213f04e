"""What readers see of a proof: the script, what it saw, and whether that shows anything."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comparisons.models import Fact, Feature, Technology
from tests.factories import (
    PYTHON_PROOF,
    make_comparison,
    make_fact,
    make_feature,
    make_proof,
    make_run,
    make_technology,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def proof():
    return make_proof(make_technology(name="Demo"), make_feature(name="Greeting"))


def page(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def test_a_proof_has_a_page_with_its_script_its_control_and_its_runs(client, proof):
    html = page(client, "/proofs/greeting/demo/")
    assert "<h1>Greeting in Demo</h1>" in html
    assert '<code class="language-python">' in html
    assert "Shown by a script: “greets: True”, with demo 2.0 on Python 3.13.0" in html
    assert "With demo==1.0 instead this one must end with 10, and on " in html
    assert " it did.</p>" in html
    assert html.count('<th scope="row">demo ') == 2
    assert 'href="/proofs/greeting/demo.py"' in html
    assert 'href="/facts/greeting/demo/"' in html


def test_a_control_inside_the_script_and_one_of_an_earlier_script_are_told_as_such(client, proof):
    proof.script = PYTHON_PROOF.replace('"demo==1.0"', '"self"')
    proof.save()
    html = page(client, "/proofs/greeting/demo/")
    assert "Run with <code>--control</code>, this one tries a stand-in and must end with 10; that was not run" in html


def test_the_file_stands_beside_its_page_as_it_is(client, proof):
    response = client.get("/proofs/greeting/demo.py")
    assert response.content.decode() == PYTHON_PROOF
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    # A file called demo.py would stand in for the package that it imports.
    assert response.headers["Content-Disposition"] == 'inline; filename="greeting-demo.py"'
    page(client, "/proofs/greeting/demo.mjs", 404)


@pytest.mark.parametrize(
    ("runs", "words"),
    [
        ([], "The script was not run here yet"),
        ([{"outcome": "holds"}], "its control was not seen to fail, so it shows nothing"),
        ([{"outcome": "holds"}, {"outcome": "holds", "is_control": True}], "its control was not seen to fail"),
        ([{"outcome": "fails"}], "The script did not find this in demo 2.0"),
        ([{"outcome": "broken"}], "could not be run against demo 2.0, and shows nothing"),
        ([{"digest": "0" * 64}], "changed after its last run, and shows nothing until it is run again"),
    ],
)
def test_a_proof_that_shows_nothing_says_so(client, runs, words):
    proof = make_proof(make_technology(name="Demo"), make_feature(name="Greeting"), runs=False)
    for run in runs:
        proof.keep(make_run(proof, **run))
    html = page(client, "/proofs/greeting/demo/")
    assert words in html
    assert "Shown by a script" not in html


def test_what_a_script_saw_is_text_and_never_html(client, proof):
    proof.keep(make_run(proof, saw="<script>alert(1)</script>"))
    html = page(client, "/proofs/greeting/demo/")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<script>alert(1)" not in html


def test_a_script_cannot_leave_its_block(client):
    hostile = (
        PYTHON_PROOF + "```\n<img src=x onerror=alert(1)>\n~~~\n````html\n</code></pre><script>alert(1)</script>\n"
    )
    make_proof(make_technology(name="Demo"), make_feature(name="Greeting"), script=hostile)
    html = page(client, "/proofs/greeting/demo/")
    assert "<img src=x" not in html
    assert "<script>alert" not in html
    assert html.count('<pre class="code"') == 1


def test_former_slugs_of_either_lead_on(client, proof):
    proof.feature.slug = "salutation"
    proof.feature.save()
    proof.technology.slug = "demo-two"
    proof.technology.save()
    response = client.get("/proofs/greeting/demo/")
    assert (response.status_code, response.headers["Location"]) == (301, "/proofs/salutation/demo-two/")


@pytest.mark.parametrize("path", ["greeting/other", "other/demo", "greeting/unproved"])
def test_there_is_no_page_of_what_is_not_proved(client, proof, path):
    make_technology(name="Unproved")
    page(client, f"/proofs/{path}/", 404)


def test_a_cell_says_by_what_it_is_shown_and_leads_there(client):
    comparison = make_comparison(make_pair(), [make_feature(name="Greeting"), make_feature(name="Other")])
    shown = make_proof(Technology.objects.get(name="Demo"), Feature.objects.get(name="Greeting"))
    silent = make_proof(Technology.objects.get(name="Other demo"), Feature.objects.get(name="Greeting"), runs=False)
    Fact.objects.filter(technology=shown.technology, feature=shown.feature).update(verified_how="script")
    for address in (comparison.get_absolute_url(), "/technologies/demo/", "/features/greeting/"):
        html = " ".join(page(client, address).split())
        line = "“greets: True”, with demo 2.0 on Python 3.13.0"
        assert f'<a href="{shown.get_absolute_url()}">Shown by a script</a>: {line}' in html
        assert html.count("Shown by a script</a>:") == 1
        assert "22 November 2026, by script" in html
    shown.keep(make_run(shown, outcome="fails"))
    assert "Shown by a script</a>:" not in page(client, comparison.get_absolute_url())
    assert not silent.is_shown


def make_pair():
    return [make_technology(name="Demo"), make_technology(name="Other demo")]


def test_a_feature_puts_the_scripts_of_all_technologies_beside_each_other(client):
    feature = make_feature(name="Greeting")
    make_fact(make_technology(name="Without"), feature)
    for technology, about in zip(make_pair(), ({}, {"runs": False}), strict=True):
        make_fact(technology, feature)
        make_proof(technology, feature, **about)
    html = page(client, "/features/greeting/")
    assert html.count('<details class="code-sample">') == 2
    assert "runs with demo 2.0" in html
    assert "not shown by a run" in html
    assert html.index("Demo <small>") < html.index("Other demo <small>")
    make_proof(make_technology(name="Elsewhere"), make_feature(name="Another"))
    assert "In code" not in page(client, f"/features/{make_feature(name='Third').slug}/")


def test_a_comparison_shows_in_code_the_rows_that_editors_chose(client):
    features = [make_feature(name=name) for name in ("Chosen", "Not chosen", "Chosen without script")]
    technologies = make_pair()
    comparison = make_comparison(technologies, features)
    for technology in (*technologies, make_technology(name="Elsewhere")):
        for feature in features[:2]:
            make_proof(technology, feature)
    assert "In code" not in page(client, comparison.get_absolute_url())
    comparison.rows.filter(feature__in=[features[0], features[2]]).update(in_code=True)
    html = page(client, comparison.get_absolute_url())
    section = html.partition('<h2 id="code">In code</h2>')[2].partition("</section>")[0]
    assert section.count('<details class="code-sample">') == 2
    assert section.count("<h3>") == 1
    assert '<a href="/features/chosen/">Chosen</a>' in section
    assert '<a href="#code">In code</a>' in html


def test_the_list_tells_what_is_shown_by_script_and_what_is_not(client, proof):
    make_fact(proof.technology, proof.feature)
    silent = make_proof(make_technology(name="Silent"), proof.feature, runs=False)
    for technology in (silent.technology, make_technology(name="Without")):
        make_fact(technology, proof.feature)
    html = " ".join(page(client, "/proofs/").split())
    assert "1 of 3 answers are shown by a small program" in html
    row = html.partition('<a href="/features/greeting/">Greeting</a>')[2]
    assert row.index(">Demo</a>") < row.index(">Silent</a>") < row.index("<td>Without</td>")


def test_the_list_has_as_many_answers_on_a_page_as_can_be_read(client, proof, monkeypatch):
    monkeypatch.setattr("comparisons.proofs.views.FACTS", 2)
    for technology in (proof.technology, make_technology(name="Later"), make_technology(name="Much later")):
        make_fact(technology, proof.feature)
    assert "<td>Later</td>" in page(client, "/proofs/")
    second = page(client, "/proofs/?page=2")
    assert "<td>Much later</td>" in second
    assert ">Demo</a>" not in second
    page(client, "/proofs/?page=3", 404)


def test_the_sitemap_and_the_other_forms_of_a_page_know_proofs(client, proof):
    make_fact(proof.technology, proof.feature, verified_how="script")
    sitemap = page(client, "/sitemap.xml")
    assert "/proofs/greeting/demo/</loc>" in sitemap
    assert "/proofs/</loc>" in sitemap
    comparison = make_comparison([proof.technology, make_technology()], [proof.feature])
    address = comparison.get_absolute_url().rstrip("/")
    cell = client.get(f"{address}.json").json()["groups"][0]["rows"][0]["cells"][0]
    assert cell["verified_how"] == "script"
    assert cell["proof"] == {
        "url": cell["proof"]["url"],
        "package": "demo",
        "version": "2.0",
        "runtime": "Python 3.13.0",
        "saw": "greets: True",
        "ran_on": proof.last_run.ran_at.date().isoformat(),
    }
    assert cell["proof"]["url"].endswith("/proofs/greeting/demo/")
    assert "by script" in page(client, f"{address}.csv")
    markdown = page(client, f"{address}.md")
    assert "[Shown by a script](" in markdown
    assert "“greets: True”, with demo 2.0" in markdown


def test_queries_do_not_grow_with_proofs_and_runs(client):
    technologies, features = make_pair(), [make_feature(name=f"Feature {n}") for n in range(6)]
    comparison = make_comparison(technologies, features)
    comparison.rows.update(in_code=True)
    addresses = [comparison.get_absolute_url(), "/features/feature-0/", "/technologies/demo/", "/proofs/"]
    addresses.append(make_proof(technologies[0], features[0]).get_absolute_url())
    few = [queries(client, address) for address in addresses]
    for technology in [*technologies, *(make_technology() for _ in range(5))]:
        for feature in features:
            if (technology, feature) != (technologies[0], features[0]):
                many = make_proof(technology, feature)
                for number in range(4):
                    many.keep(make_run(many, version=f"1.{number}"))
    assert [queries(client, address) for address in addresses] == few


def queries(client, address):
    with CaptureQueriesContext(connection) as captured:
        page(client, address)
    return len(captured)
