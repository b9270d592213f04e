"""What an import removes of facts can come back."""

import pytest

from articles.history import trash
from articles.models import Deletion
from comparisons.models import Fact
from tests.desk import make_staff, signed_in
from tests.factories import make_fact, make_feature, make_technology
from tests.hub.content.test_zips import CONFIRM, look, zipped

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return signed_in(make_staff("Editors"))


def test_a_fact_that_an_import_removes_can_be_brought_back(editor):
    fact = make_fact(make_technology(name="Django", slug="django"), make_feature())
    editor.post(
        CONFIRM, {"token": look(editor, zipped({"technologies/django.yaml": "name: Django\n"})).context["token"]}
    )
    assert not Fact.objects.exists()
    assert trash.undelete(Deletion.objects.get()) == fact
    assert Fact.objects.get().sources.count() == 1
