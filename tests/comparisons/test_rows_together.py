"""Two people at one technology of a comparison, or at one source of a fact: different lines of a text both survive."""

import pytest

from comparisons.models import Fact
from tests.desk import change, conflicts_of, form_at, make_staff, refused, signed_in
from tests.factories import make_comparison

pytestmark = pytest.mark.django_db
BASE, MINE, THEIRS = "One.\n\nTwo.", "Mine.\n\nTwo.", "One.\n\nTheirs."


@pytest.fixture
def editor():
    return signed_in(make_staff("Editors"))


def both_change(editor, thing, row, name):
    """Set a text of a row, then open its form, let somebody else change it, and give back what is to be sent."""
    setattr(row, name, BASE)
    row.save()
    key = f"{'sources' if name == 'quote' else 'subjects'}-0-{name}"
    mine = form_at(editor, change(thing), **{key: MINE})
    assert editor.post(change(thing), form_at(editor, change(thing), **{key: THEIRS})).status_code == 302
    return mine


def rows():
    comparison, fact = make_comparison(), Fact.objects.first()
    return [(comparison, comparison.subjects.first(), "choose_when"), (fact, fact.sources.first(), "quote")]


def test_different_lines_of_a_text_in_a_row_are_put_together(editor):
    for thing, row, name in rows():
        mine = both_change(editor, thing, row, name)
        assert editor.post(change(thing), mine).status_code == 302
        row.refresh_from_db()
        assert getattr(row, name) == "Mine.\n\nTheirs."


def test_the_same_line_of_a_text_in_a_row_is_refused_with_both_texts(editor):
    for thing, row, name in rows():
        mine = both_change(editor, thing, row, name)
        (key,) = [key for key in mine if key.endswith(f"-0-{name}")]
        mine[key] = "Mine.\n\nMine too."
        assert conflicts_of(refused(editor, thing, mine)) == {key: ("Mine.\n\nMine too.", THEIRS)}
        row.refresh_from_db()
        assert getattr(row, name) == THEIRS
