"""The list of sources below the table of a comparison."""

import re

import pytest

from comparisons.models.facts import Source
from tests.comparisons.test_pages import page
from tests.factories import make_comparison, make_fact, make_feature, make_technology

pytestmark = pytest.mark.django_db


def cited_in(html):
    """The lists of sources, by the words that unfold each."""
    parts = [part.split("</details>")[0] for part in html.split('<details class="sources">')[1:]]
    return {re.search(r"<summary[^>]*>(.*?)</summary>", part)[1]: re.split("<li[^>]*>", part)[1:] for part in parts}


@pytest.fixture
def comparison():
    technologies = [make_technology(name="Django"), make_technology(name="FastAPI")]
    features = [make_feature(), make_feature(), make_feature()]
    for technology in technologies:
        for feature, name in zip(features, ("guide", "guide", "guide/more"), strict=True):
            fact = make_fact(technology, feature, sources=0)
            url = f"https://www.{technology.slug}.example/{name}/"
            Source.objects.create(fact=fact, title="The guide", url=url)
    return make_comparison(technologies, features, facts=False)


def test_sources_are_folded_by_technology_each_once_and_none_has_the_name_of_another(client, comparison):
    cited = cited_in(page(client, comparison.get_absolute_url()))
    assert list(cited) == ["Django (2)", "FastAPI (2)"]
    assert [entry.strip() for entry in cited["Django (2)"]] == [
        '<a href="https://www.django.example/guide/">The guide</a>, django.example/guide/</li>',
        '<a href="https://www.django.example/guide/more/">The guide</a>, django.example/guide/more/</li>\n</ol>',
    ]


def test_a_source_of_its_own_name_has_its_publisher(client, comparison):
    Source.objects.filter(url__endswith="more/").update(title="More")
    html = page(client, comparison.get_absolute_url())
    assert '<a href="https://www.django.example/guide/">The guide</a>, django.example</li>' in html


def test_more_sources_than_anybody_reads_stand_with_their_answers_alone(client, comparison, monkeypatch):
    monkeypatch.setattr("comparisons.cited.MOST_LISTED", 3)
    html = page(client, comparison.get_absolute_url())
    assert cited_in(html) == {}
    assert 'href="#sources"' not in html
    assert 'Source: <a href="https://www.django.example/guide/">' in html
