"""The list of sources below the table of a comparison."""

import pytest

from comparisons.models.facts import Source
from tests.factories import make_comparison, make_feature, make_release, make_technology

pytestmark = pytest.mark.django_db


def test_the_list_of_sources_says_whose_page_each_is_and_names_a_shared_one_once(client):
    technologies = [make_technology(name="Django"), make_technology(name="FastAPI")]
    for technology in technologies:
        make_release(technology)
    features = [make_feature(name="Templating"), make_feature(name="Latest", derived_from="latest_release")]
    comparison = make_comparison(technologies, features)
    for technology in technologies:
        address = f"https://example.org/{technology.slug}/templates"
        Source.objects.filter(fact__technology=technology).update(title="Templates", url=address)
    html = client.get(comparison.get_absolute_url()).content.decode().partition('<ol class="sources">')[2]
    entries = [entry.strip() for entry in html.partition("</ol>")[0].split("<li>")[1:]]
    assert entries == [
        'Django: <a href="https://example.org/django/templates">Templates</a></li>',
        'FastAPI: <a href="https://example.org/fastapi/templates">Templates</a></li>',
        'Django, FastAPI: <a href="https://example.org/releases">Release notes</a></li>',
    ]
