"""An import is a change like any other: what was there before it can be brought back."""

import pytest

from articles.history import revisions
from articles.models import Article, Revision
from comparisons.models import Fact
from hub.content.exporting import export_folder
from hub.content.importing import import_folder
from tests.factories import make_comparison

pytestmark = pytest.mark.django_db


def test_an_import_keeps_what_it_changed_and_nothing_else(tmp_path):
    comparison = make_comparison(title="As exported")
    make_comparison()
    export_folder(tmp_path)
    Article.objects.filter(pk=comparison.pk).update(title="As it stood")
    fact = Fact.objects.first()
    Fact.objects.filter(pk=fact.pk).update(value="As it stood")

    assert not import_folder(tmp_path).errors
    after, before = Revision.objects.of(comparison)
    assert [before.snapshot["fields"]["title"], after.snapshot["fields"]["title"]] == ["As it stood", "As exported"]
    assert [before.reason, after.reason] == [revisions.BEFORE, "Imported"]
    assert [revision.snapshot["fields"]["value"] for revision in Revision.objects.of(fact)][1] == "As it stood"
    assert Revision.objects.count() == 4

    assert not import_folder(tmp_path).errors
    assert Revision.objects.count() == 4


def test_a_dry_run_keeps_nothing(tmp_path):
    comparison = make_comparison()
    export_folder(tmp_path)
    Article.objects.filter(pk=comparison.pk).update(title="As it stood")
    import_folder(tmp_path, dry_run=True)
    assert not Revision.objects.exists()
