"""What matrices of others have: kinds of their own, who provides an answer, decimals, a plain no."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from comparisons.models import Fact, Technology, TechnologyKind
from tests.comparisons.test_pages import page
from tests.factories import make_comparison, make_fact, make_feature, make_technology
from tests.hub.content.content_files import export_content, import_content, write_files

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    return make_technology(name="Django"), make_technology(name="Flask")


def test_a_kind_is_added_by_a_file_and_found_by_a_reader(tmp_path, client):
    files = {
        "kinds.yaml": "- name: ORM\n  wanted: an ORM to reach a database with\n",
        "technologies/peewee.yaml": "name: Peewee\nkind: orm\n",
        "technologies/bare.yaml": "name: Bare\n",
    }
    assert import_content(write_files(tmp_path / "in", files)).problems == []
    kinds = dict(Technology.objects.values_list("name", "kind__name"))
    assert kinds == {"Peewee": "ORM", "Bare": "Framework"}
    assert "ORM" in page(client, Technology.objects.get(name="Peewee").get_absolute_url())
    html = page(client, f"{reverse('choose')}?kind=orm")
    assert "an ORM to reach a database with" in html
    assert "is no kind of technology" in page(client, f"{reverse('choose')}?kind=shed")
    export_content(tmp_path / "out")
    assert "kind: orm" in (tmp_path / "out/technologies/peewee.yaml").read_text()
    assert "wanted: an ORM" in (tmp_path / "out/kinds.yaml").read_text()


def test_a_kind_keeps_its_slug_at_the_desk_and_stays_while_a_technology_is_one(admin_client, pair):
    kind = TechnologyKind.objects.get(slug="framework")
    form = reverse("admin:comparisons_technologykind_change", args=[kind.pk])
    assert 'name="slug"' not in admin_client.get(form).text
    delete = reverse("admin:comparisons_technologykind_delete", args=[kind.pk])
    admin_client.post(delete, {"post": "yes"})
    assert TechnologyKind.objects.filter(slug="framework").exists()


@pytest.mark.parametrize(("provider", "words"), [("third_party", "third party"), ("yourself", "yourself"), ("", "")])
def test_a_cell_says_who_provides_it_in_words(client, pair, provider, words):
    feature = make_feature(name="Admin")
    make_fact(pair[0], feature, value="An add-on", provider=provider)
    html = page(client, make_comparison(pair, [feature]).get_absolute_url())
    assert html.count(f"<small>{words}</small>") == (1 if words else 0)


def test_who_provides_it_is_not_said_where_the_value_says_it(client, pair):
    feature = make_feature(name="Admin")
    make_fact(pair[0], feature, value="Built in since 1.0", provider="built_in")
    assert "<small>built in</small>" not in page(client, make_comparison(pair, [feature]).get_absolute_url())


@pytest.mark.parametrize(
    ("level", "value", "is_told"), [("no", "No", False), ("no", "no.", False), ("yes", "No", True)]
)
def test_what_the_level_says_already_is_not_said_twice(client, pair, level, value, is_told):
    feature = make_feature(name="Admin")
    fact = make_fact(pair[0], feature, level=level, value=value)
    make_fact(pair[1], feature, value="Other")
    html = page(client, make_comparison(pair, [feature]).get_absolute_url())
    assert (f'<span dir="auto">{value}</span>' in html) == is_told
    assert (f"</span> {value}" in page(client, fact.get_absolute_url())) == is_told


def test_a_number_may_have_decimals_and_a_whole_one_has_none(client, pair, tmp_path):
    feature = make_feature(name="Size", unit="MB")
    for technology, number in zip(pair, (3.5, 4.0), strict=True):
        make_fact(technology, feature, level="", value=f"{number:g} MB", number=number)
    comparison = make_comparison(pair, [feature])
    assert '<rect width="88" height="4"/>' in page(client, comparison.get_absolute_url())
    found = json.loads(client.get(f"{comparison.get_absolute_url().rstrip('/')}.json").text)
    assert [cell["number"] for cell in found["groups"][0]["rows"][0]["cells"]] == [3.5, 4]
    export_content(tmp_path)
    assert "number: 3.5\n" in (tmp_path / "technologies/django.yaml").read_text()
    assert "number: 4\n" in (tmp_path / "technologies/flask.yaml").read_text()
    before = list(Fact.objects.values_list("number"))
    assert import_content(tmp_path).problems == []
    assert list(Fact.objects.values_list("number")) == before


@pytest.mark.parametrize("number", [-1, "nan", "inf", 10**16, "many"])
def test_what_is_no_number_is_refused(pair, number):
    fact = make_fact(pair[0], make_feature(unit="MB"))
    fact.number = number
    with pytest.raises(ValidationError):
        fact.full_clean()
