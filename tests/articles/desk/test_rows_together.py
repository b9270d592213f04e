"""Two people, or two tabs, at the rows of one form: what each did survives, or its author chooses between both."""

import pytest

from tests.desk import add_row, change, conflicts_of, form_at, make_staff, refused, shown, signed_in
from tests.factories import make_article, make_comparison, make_faq

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return signed_in(make_staff("Editors", username="erika"))


def test_different_fields_of_one_question_both_survive(editor):
    article = make_article()
    faq = make_faq(article)
    mine = form_at(editor, change(article), **{"faqs-0-question": "Mine?"})
    editor.post(change(article), form_at(editor, change(article), minor_change="on", **{"faqs-0-answer": "Theirs."}))
    assert editor.post(change(article), mine).status_code == 302
    faq.refresh_from_db()
    assert (faq.question, faq.answer) == ("Mine?", "Theirs.")


def test_answers_of_different_questions_both_survive(editor):
    article = make_article()
    for name in ("One", "Two"):
        make_faq(article, question=f"{name}?")
    mine = form_at(editor, change(article), **{"faqs-0-answer": "Mine."})
    editor.post(change(article), form_at(editor, change(article), **{"faqs-1-answer": "Theirs."}))
    assert editor.post(change(article), mine).status_code == 302
    assert [faq.answer for faq in article.faqs.all()] == ["Mine.", "Theirs."]


@pytest.mark.parametrize("make", [make_article, make_comparison])
def test_changes_to_different_lines_of_one_answer_are_put_together_and_told(editor, make):
    page = make()
    faq = make_faq(page, answer="One.\n\nTwo.\n\nThree.")
    mine = form_at(editor, change(page), **{"faqs-0-answer": "One, mine.\r\n\r\nTwo.\r\n\r\nThree."})
    theirs = {"faqs-0-answer": "One.\n\nTwo.\n\nThree, theirs.", "faqs-0-question": "Reworded?"}
    editor.post(change(page), form_at(editor, change(page), **theirs))
    response = editor.post(change(page), mine, follow=True)
    assert "Somebody else’s changes are kept beside yours: FAQs." in response.content.decode()
    faq.refresh_from_db()
    assert (faq.question, faq.answer) == ("Reworded?", "One, mine.\n\nTwo.\n\nThree, theirs.")
    assert "One, mine." in faq.answer_html


def test_changes_to_the_same_line_of_an_answer_are_refused_and_the_next_save_starts_from_what_is_stored(editor):
    article = make_article()
    faq = make_faq(article, answer="One.\n\nTwo.\n\nThree.")
    mine = form_at(editor, change(article), **{"faqs-0-answer": "Mine.\r\n\r\nTwo.\r\n\r\nThree."})
    for theirs in ("Theirs.\n\nTwo.\n\nThree.", "Theirs.\n\nTwo.\n\nThree, theirs."):
        response = editor.post(change(article), form_at(editor, change(article), **{"faqs-0-answer": theirs}))
        assert response.status_code == 302
    response = refused(editor, article, mine)
    assert conflicts_of(response) == {"faqs-0-answer": ("Mine.\n\nTwo.\n\nThree.", "Theirs.\n\nTwo.\n\nThree, theirs.")}
    again = shown(response) | {"resolve-faqs-0-answer": "theirs"}
    assert editor.post(change(article), again).status_code == 302
    faq.refresh_from_db()
    assert faq.answer == "Theirs.\n\nTwo.\n\nThree, theirs."


def test_one_answer_changed_by_both_is_refused_with_both_texts(editor):
    article = make_article()
    faq = make_faq(article)
    mine = form_at(editor, change(article), title="Mine", **{"faqs-0-answer": "Mine."})
    editor.post(change(article), form_at(editor, change(article), **{"faqs-0-answer": "Theirs."}))
    response = refused(editor, article, mine)
    assert conflicts_of(response) == {"faqs-0-answer": ("Mine.", "Theirs.")}
    faq.refresh_from_db()
    assert faq.answer == "Theirs."
    assert editor.post(change(article), shown(response)).status_code == 302
    faq.refresh_from_db()
    article.refresh_from_db()
    assert (faq.answer, article.title) == ("Mine.", "Mine")


def test_a_question_they_deleted_and_i_left_alone_stays_deleted(editor):
    article = make_article()
    make_faq(article, question="Deleted?")
    make_faq(article, question="Kept?")
    mine = form_at(editor, change(article), **{"faqs-1-answer": "Mine."})
    editor.post(change(article), form_at(editor, change(article), **{"faqs-0-DELETE": "on"}))
    assert editor.post(change(article), mine).status_code == 302
    assert [(faq.question, faq.answer) for faq in article.faqs.all()] == [("Kept?", "Mine.")]


@pytest.mark.parametrize(("choice", "left"), [("mine", ["Mine."]), ("theirs", [])])
def test_a_question_they_deleted_and_i_changed_is_not_lost_without_asking(editor, choice, left):
    article = make_article()
    question = make_faq(article, position=7)
    mine = form_at(editor, change(article), **{"faqs-0-answer": "Mine."})
    editor.post(change(article), form_at(editor, change(article), **{"faqs-0-DELETE": "on"}))
    response = refused(editor, article, mine)
    ((key, (text, theirs)),) = conflicts_of(response).items()
    assert text == f"{question.question}\nMine."
    assert theirs == "(Deleted by somebody else.)"
    assert editor.post(change(article), {**shown(response), f"resolve-{key}": choice}).status_code == 302
    assert [faq.answer for faq in article.faqs.all()] == left


@pytest.mark.parametrize(("choice", "left"), [("mine", []), ("theirs", ["Theirs."])])
def test_a_question_i_delete_and_they_changed_is_not_lost_without_asking(editor, choice, left):
    article = make_article()
    make_faq(article)
    mine = form_at(editor, change(article), **{"faqs-0-DELETE": "on"})
    editor.post(change(article), form_at(editor, change(article), **{"faqs-0-answer": "Theirs."}))
    response = refused(editor, article, mine)
    assert "Theirs." in conflicts_of(response)["faqs-0-DELETE"][1]
    assert editor.post(change(article), {**shown(response), "resolve-faqs-0-DELETE": choice}).status_code == 302
    assert [faq.answer for faq in article.faqs.all()] == left


def test_questions_that_both_add_are_all_there(editor):
    article = make_article()
    mine = add_row(form_at(editor, change(article)), "faqs", question="Mine?", answer="Yes.", position="")
    theirs = add_row(form_at(editor, change(article)), "faqs", question="Theirs?", answer="No.", position="")
    editor.post(change(article), theirs)
    assert editor.post(change(article), mine).status_code == 302
    assert {faq.question for faq in article.faqs.all()} == {"Mine?", "Theirs?"}
