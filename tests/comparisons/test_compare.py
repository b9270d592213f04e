import pytest

from comparisons.models import Subject
from tests.comparisons.test_pages import page, queries
from tests.factories import hours_ago, make_comparison, make_fact, make_feature, make_technology

pytestmark = pytest.mark.django_db


@pytest.fixture
def trio():
    features = [make_feature() for _ in range(6)]
    technologies = [make_technology(name=name) for name in ("Django", "Flask", "FastAPI")]
    for technology in technologies:
        for feature in features:
            make_fact(technology, feature)
    return technologies


def test_any_technologies_stand_side_by_side_in_the_order_asked_for(client, trio):
    html = page(client, "/compare/?t=flask&t=django&t=fastapi")
    assert '<h1 dir="auto">Flask vs Django vs FastAPI</h1>' in html
    head = html.split("<thead ")[1].split("</thead>")[0]
    assert head.index("Flask") < head.index("Django") < head.index("FastAPI")
    assert html.count('class="answer"') == 18


def test_two_orders_have_one_canonical_address(client, trio, settings):
    link = f'<link rel="canonical" href="{settings.SITE_URL}/compare/?t=django&amp;t=flask">'
    assert link in page(client, "/compare/?t=flask&t=django&t=flask&utm=1")
    assert link in page(client, "/compare/?t=django&t=flask")


def test_what_is_not_known_stands_there_as_unknown(client, trio):
    make_fact(trio[0], make_feature(name="Only Django"))
    row = page(client, "/compare/?t=django&t=flask").split('id="only-django"')[1].split("</tr>")[0]
    assert "Unknown" in row


def test_a_pair_with_a_written_comparison_says_so_first(client, trio):
    assert "Nobody has written a verdict" in page(client, "/compare/?t=flask&t=django")
    make_comparison(trio, title="All three")
    make_comparison(trio[:2], title="Draft of two", status="draft")
    make_comparison(trio[:2], title="Two to come", published_at=hours_ago(-1))
    assert "Nobody has written a verdict" in page(client, "/compare/?t=flask&t=django")
    make_comparison(trio[:2], title="Django vs Flask")
    html = page(client, "/compare/?t=flask&t=django")
    assert html.index("Django vs Flask</a>") < html.index("<table")
    assert "All three" in page(client, "/compare/?t=flask&t=django&t=fastapi")


def test_thin_pages_are_not_indexed(client, trio):
    make_technology(name="Empty")
    assert "noindex" in page(client, "/compare/?t=django&t=empty")
    assert "noindex" not in page(client, "/compare/?t=django&t=flask")


@pytest.mark.parametrize(
    "query", ["", "t=django", "t=django&t=django", "t=", "t=%00", "t=nope&t=neither", "t=" + "x" * 5000]
)
def test_without_two_technologies_there_is_the_chooser(client, trio, query):
    html = page(client, f"/compare/?{query}")
    assert "<table" not in html
    assert html.count('type="checkbox"') == 3


def test_an_unknown_name_is_named_and_the_rest_is_compared(client, trio):
    html = page(client, "/compare/?t=django&t=%3Cb%3Enope&t=flask")
    assert "We hold no facts about &lt;b&gt;nope." in html
    assert '<h1 dir="auto">Django vs Flask</h1>' in html


def test_more_than_six_are_refused_with_a_sentence(client):
    query = "&".join(f"t={make_technology().slug}" for _ in range(7))
    assert "Choose at most 6" in page(client, f"/compare/?{query}")


def test_the_queries_do_not_grow_with_the_technologies(client, trio):
    few = queries(client, "/compare/?t=django&t=flask")
    for _ in range(3):
        technology = make_technology()
        make_fact(technology, make_feature())
        Subject.objects.create(article=make_comparison(), technology=technology)
    many = "&".join(f"t={subject.technology.slug}" for subject in Subject.objects.select_related("technology")[:6])
    assert queries(client, f"/compare/?{many}") == few


def test_one_technology_alone_is_told_what_is_missing(client, trio):
    assert "Django, and what else?" in page(client, "/compare/?t=django")
    assert "and what else?" not in page(client, "/compare/")


def test_an_address_in_another_order_leads_to_the_comparison(client, trio):
    make_comparison(trio[:2], title="Django vs Flask")
    response = client.get("/comparisons/flask-vs-django/")
    assert (response.status_code, response["Location"]) == (301, "/comparisons/django-vs-flask/")
    assert (
        client.get("/comparisons/Flask-vs-Django/", follow=True).redirect_chain[-1][0]
        == "/comparisons/django-vs-flask/"
    )


def test_an_address_of_technologies_that_nobody_compared_leads_to_them_side_by_side(client, trio):
    make_comparison(trio[:2], title="Secret", status="draft")
    response = client.get("/comparisons/flask-vs-django/")
    assert (response.status_code, response["Location"]) == (302, "/compare/?t=django&t=flask")
    for slug in ("django-vs-nothing", "django", "a-vs-b-vs-c", "django-vs-django"):
        assert client.get(f"/comparisons/{slug}/").status_code == 404


def test_a_page_that_is_not_there_offers_what_its_address_may_have_meant(client, trio):
    response = client.get("/articles/django-and-flask-compared/")
    html = response.content.decode()
    assert response.status_code == 404
    assert '<a href="/compare/?t=django&amp;t=flask">Compare Django and Flask</a>' in html
    assert 'href="/search/?q=django%20and%20flask%20compared"' in html
    assert "Compare" not in client.get("/articles/nothing-of-ours/").content.decode().split("<main")[1]
