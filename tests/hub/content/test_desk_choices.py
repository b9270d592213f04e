"""At the desk an import leaves out files with mistakes, or is told to nobody, where the editor says so."""

import pytest

from articles.models import Article
from comparisons.models import Change, Technology
from tests.desk import make_staff, signed_in
from tests.hub.content.content_files import FOLDER
from tests.hub.content.test_zips import CONFIRM, START, look, zipped

pytestmark = pytest.mark.django_db
GOOD, BROKEN = {"a.md": "# A\n"}, {"posts/x.md": "---\ntitle: X\ndate: some day\n---\n", "posts/y.md": "Text.\n"}


@pytest.fixture
def editor():
    return signed_in(make_staff("Editors"))


def titles():
    return sorted(Article.objects.values_list("title", flat=True))


def confirm(client, answer):
    return client.post(CONFIRM, {"token": answer.context["token"]})


def test_the_form_offers_both_and_neither_is_chosen(editor):
    text = editor.get(START).text
    assert '<label><input type="checkbox" name="skip_broken"> Leave out the files with mistakes' in text
    assert '<label><input type="checkbox" name="minor"> Do not tell readers of the facts that change' in text


def test_all_or_nothing_stays_the_default(editor):
    answer = look(editor, zipped(GOOD | BROKEN))
    assert answer.context["token"] == ""
    assert [place for place, _ in answer.context["errors"]] == ["posts/x.md:3", "posts/y.md:1"]
    assert answer.context["left_out"] == []


def test_files_with_mistakes_are_left_out_and_all_their_mistakes_told(editor):
    answer = look(editor, zipped(GOOD | BROKEN), skip_broken="on")
    assert [place for place, _ in answer.context["left_out"]] == ["posts/x.md:3", "posts/y.md:1"]
    assert answer.context["skipped"] == ["posts/x.md", "posts/y.md"]
    assert "nothing can be imported" not in answer.text
    assert "<li>posts/y.md:1: title: The page has neither a title nor a heading.</li>" in answer.text
    assert 'name="skip_broken" checked' in answer.text
    assert titles() == []
    assert confirm(editor, answer).status_code == 302
    assert titles() == ["A"]


def test_a_zip_of_mistakes_alone_is_refused_all_the_same(editor):
    answer = look(editor, zipped(BROKEN), skip_broken="on")
    assert answer.context["token"] == ""
    assert len(answer.context["errors"]) == 1
    assert len(answer.context["left_out"]) == 2


def test_what_was_looked_at_one_way_is_not_imported_another(editor):
    answer = look(editor, zipped(GOOD | BROKEN), skip_broken="on")
    key, _, rest = answer.context["token"].split(":", 2)
    assert editor.post(CONFIRM, {"token": f"{key}:minor:{rest}"}).status_code == 410
    assert titles() == []


@pytest.mark.parametrize(
    ("choices", "told"), [({}, ["Flask"]), ({"minor": "on"}, []), ({"skip_broken": "on"}, ["Flask"])]
)
def test_readers_are_told_of_facts_unless_the_editor_says_otherwise(editor, choices, told):
    assert confirm(editor, look(editor, zipped(FOLDER))).status_code == 302
    flask = FOLDER["technologies/flask.yaml"].replace("value: None", "value: Not in it")
    flask = flask.replace("  changed: 2024-01-31\n", "")
    changed = zipped(FOLDER | {"technologies/flask.yaml": flask})
    assert confirm(editor, look(editor, changed, **choices)).status_code == 302
    assert Technology.objects.get(slug="flask").facts.get().value == "Not in it"
    assert [change.technology.name for change in Change.objects.all()] == told
