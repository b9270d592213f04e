"""What readers see of a proof: the script, what it saw, and whether that shows anything."""

import pytest

from tests.factories import PYTHON_PROOF, make_feature, make_proof, make_run, make_technology

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
    assert "With demo==1.0 in place of demo==2.0 this one must end with 10" in html
    assert html.count('<th scope="row">demo ') == 2
    assert 'href="/proofs/greeting/demo.py"' in html
    assert 'href="/technologies/demo/#greeting-demo"' in html


def test_the_file_stands_beside_its_page_as_it_is(client, proof):
    response = client.get("/proofs/greeting/demo.py")
    assert response.content.decode() == PYTHON_PROOF
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
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
