"""A hub with more technologies than anybody reads in one go: pages, forms and filters stay short, and lead on."""

import pytest

from comparisons.models import Technology
from tests.factories import make_fact, make_feature, make_technology

pytestmark = pytest.mark.django_db


@pytest.fixture
def many():
    """A hundred and one technologies, T000 to T100."""
    return Technology.objects.bulk_create(
        Technology(name=f"T{number:03}", slug=f"t{number:03}", language="Python") for number in range(101)
    )


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_the_list_of_technologies_has_pages(client, many, django_assert_max_num_queries):
    make_fact(many[100], make_feature())
    first, second = page(client, "/technologies/"), page(client, "/technologies/?page=2")
    assert ("T099" in first, "T100" in first, "T099" in second, "T100" in second) == (True, False, False, True)
    assert '<a rel="next" href="?page=2">Next</a>' in first
    assert '<a rel="prev" href="?page=1">Previous</a>' in second
    assert "<td>1</td>" in second
    assert "<title>Technologies, page 2" in second
    assert client.get("/technologies/?page=3").status_code == 404
    with django_assert_max_num_queries(4):
        page(client, "/technologies/?page=2")


def test_the_list_of_features_has_pages(client):
    for number in range(101):
        make_feature(name=f"Feature {number:03}", position=number)
    assert "Feature 100" not in page(client, "/features/")
    assert "Feature 100" in page(client, "/features/?page=2")


def test_the_answers_to_a_feature_have_pages(client, many):
    feature = make_feature(name="Admin panel")
    for technology in many:
        make_fact(technology, feature)
    make_technology(name="T050b")  # has no answer
    first, second = page(client, "/features/admin-panel/"), page(client, "/features/admin-panel/?page=2")
    assert ('id="t099"' in first, 'id="t100"' in first, 'id="t100"' in second) == (True, False, True)
    assert "T050b" not in first
    assert '<a rel="next" href="?page=2">Next</a>' in first


def test_side_by_side_is_chosen_by_name_where_the_technologies_are_too_many_to_tick(client, many):
    html = page(client, "/compare/")
    assert ('type="checkbox"' in html, html.count('type="text" name="t"')) == (False, 6)
    html = page(client, "/compare/?t=t001&t=T002&t=&t=")
    assert '<h1 dir="auto">T001 vs T002</h1>' in html
    assert html.count('name="t" value="t00') - html.count('type="hidden" name="t"') == html.count(" checked>") == 2
    assert html.count('type="text" name="t"') == 4


def test_what_meets_a_need_is_listed_as_far_as_anybody_reads(client, many):
    feature = make_feature(name="Admin panel")
    for technology in many[:60]:
        make_fact(technology, feature)
    html = page(client, "/choose/?must=admin-panel")
    assert "Meets your must (60)" in html
    assert "The first 50 of 60." in html
    assert "Cannot be judged: something is not known (41)" in html
    assert ('href="/technologies/t049/' in html, 'href="/technologies/t050/' in html) == (True, False)


@pytest.mark.parametrize("address", ["/search/", "/feeds/"])
def test_pages_with_links_to_all_technologies_lead_to_their_list_instead(client, many, address):
    html = page(client, address)
    assert "T001" not in html
    assert 'href="/technologies/"' in html.partition("<main")[2]


def test_llms_txt_has_the_first_and_leads_to_the_rest(client, many, monkeypatch):
    monkeypatch.setattr("hub.llms.MOST", 100)
    text = page(client, "/llms.txt")
    assert ("T099" in text, "T100" in text) == (True, False)
    assert "These are the first 100: [all](http" in text


def test_a_filter_of_the_desk_with_too_many_choices_has_only_what_is_chosen(admin_client, many):
    make_fact(many[7], make_feature())
    address = "/admin/comparisons/fact/"
    assert "T008" not in page(admin_client, address)
    chosen = page(admin_client, f"{address}?technology__id__exact={many[8].pk}")
    assert ("T008" in chosen, "T009" in chosen, "T007" in chosen) == (True, False, False)
    assert admin_client.get(f"{address}?technology__id__exact=nonsense").status_code == 302


def test_a_short_filter_of_the_desk_lists_all_in_their_usual_order(admin_client):
    for name in ("Flask", "Django", "FastAPI"):
        make_fact(make_technology(name=name), make_feature())
    filters = page(admin_client, "/admin/comparisons/fact/").partition('id="changelist-filter"')[2]
    assert filters.index("Django</a>") < filters.index("FastAPI</a>") < filters.index("Flask</a>")
