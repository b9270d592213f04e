"""What a reader needs, in a reader's words."""

import pytest
from django.core.management import call_command

from comparisons.choose import features_between
from comparisons.models import Technology
from tests.comparisons.test_pages import page
from tests.factories import make_fact, make_feature, make_technology

pytestmark = pytest.mark.django_db


def test_a_feature_is_asked_for_in_the_words_of_a_reader_where_it_has_them(client):
    orm = make_feature(name="ORM", need="Rows are <objects>", definition="Whether rows are mapped.")
    for level in ("yes", "no"):
        technology = make_technology()
        make_fact(technology, orm, level=level)
        make_fact(technology, asynchronous := make_feature(), level=level)
        make_fact(make_technology(), asynchronous, level="partial")
    html = page(client, "/choose/?must=orm")
    assert "<legend>Rows are &lt;objects&gt;</legend>" in html
    assert "<p>ORM. Whether rows are mapped.</p>" in html  # by its name it is found too
    assert '<a href="/features/orm/">Rows are &lt;objects&gt;</a>: yes, must' in html
    assert f"<legend>{asynchronous.name}</legend>" in html


def test_every_feature_that_the_shipped_content_is_asked_for_says_what_a_reader_needs():
    call_command("import_content", "content", verbosity=0)
    asked = list(features_between(Technology.objects.all()))
    assert len(asked) > 15
    assert [feature.slug for feature in asked if not feature.need] == []
