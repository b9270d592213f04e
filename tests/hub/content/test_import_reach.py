"""What an import does to facts that other pages show: it is said before, and what it removes can come back."""

import pytest

from articles.history import trash
from articles.models import Deletion
from comparisons.models import Fact
from tests.desk import make_staff, signed_in
from tests.factories import make_comparison, make_fact, make_feature, make_technology
from tests.hub.content.test_zips import CONFIRM, START, content, files_in, look, zipped

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return signed_in(make_staff("Editors"))


def test_the_dry_run_of_a_page_says_which_other_pages_show_the_facts_that_it_changes(editor):
    technologies, features = [make_technology(name="Django"), make_technology()], [make_feature(), make_feature()]
    make_comparison(technologies, features[:1], title="Mine")
    other = make_comparison([technologies[0], make_technology()], features, title="Another")
    data = zipped(
        {
            name: text
            for name, text in files_in(content(editor.get(f"{START}export/"))).items()
            if "another" not in name and "technology" not in name
        }
    )
    assert look(editor, data).context["warnings"] == []
    shared, lost = (Fact.objects.get(technology=technologies[0], feature=feature) for feature in features)
    Fact.objects.filter(pk=shared.pk).update(note="Changed since.")
    make_fact(technologies[0], make_feature(name="Seen nowhere"))
    Fact.objects.filter(pk=lost.pk).update(note="Changed since.")
    (place, warning), *others = look(editor, data).context["warnings"]
    assert place.startswith("technologies/django.yaml")
    assert warning == "2 facts of Django that this adds, changes or removes can be seen on other pages too: “Another”."
    assert others == []
    other.delete()
    assert look(editor, data).context["warnings"] == []


def test_a_fact_that_an_import_removes_can_be_brought_back(editor):
    fact = make_fact(make_technology(name="Django", slug="django"), make_feature())
    editor.post(
        CONFIRM, {"token": look(editor, zipped({"technologies/django.yaml": "name: Django\n"})).context["token"]}
    )
    assert not Fact.objects.exists()
    assert trash.undelete(Deletion.objects.get()) == fact
    assert Fact.objects.get().sources.count() == 1
