"""Two editors at one page, or one cell, a thousand saves: no change is lost without its author being told.

Each of them opens the form, changes something at random, and saves, one after the other. Every change carries a word
of its own. In the end each word stands in the page, or its author was shown it as a conflict. The forms are those of
the desk; what is around them (views, sessions, templates) is tested elsewhere.
"""

import json
import random
from functools import partial

import pytest
from django import forms
from django.contrib import admin
from django.db import transaction
from django.forms import all_valid
from django.http import QueryDict
from django.test import RequestFactory

from articles.history import revisions
from comparisons.models import Fact
from tests.budgets import budget
from tests.desk import make_staff
from tests.factories import make_comparison, make_faq, make_technology

pytestmark = pytest.mark.django_db
PAGES, CELLS = budget(250), budget(250)  # in each of them two save
SEED = 20261123
TEXTS = ("question", "answer")


class Desk:
    """The forms of one model, as the admin makes them."""

    def __init__(self, user, thing):
        self.model, self.request = type(thing), RequestFactory().get("/")
        self.request.user = user
        model_admin = admin.site.get_model_admin(self.model)
        thing = model_admin.get_queryset(self.request).get(pk=thing.pk)
        self.form_class = model_admin.get_form(self.request, thing, change=True)
        self.rows = list(model_admin.get_formsets_with_inlines(self.request, thing))

    def open(self, key, data=None):
        """The form of an object with its formsets: new, or with what was sent; then the form is validated too."""
        form = self.form_class(data, instance=self.model.objects.get(pk=key))
        if data:
            form.is_valid()
        return form, [
            rows(data, instance=form.instance, queryset=inline.get_queryset(self.request)) for rows, inline in self.rows
        ]

    def save(self, key, data):
        """Save what was sent and return None, or the forms where they are refused."""
        sent = QueryDict(mutable=True)
        for name, value in data.items():
            sent.setlist(name, value if isinstance(value, list) else [str(value)])
        with transaction.atomic():
            form, formsets = self.open(key, sent)
            if not all([form.is_valid(), all_valid(formsets)]):
                form.renew_version()
                return form, formsets
            form.save()
            for rows in formsets:
                rows.save()
            revisions.record(form.instance)
        return None


class Editor:
    """Somebody with a form open. ``words`` holds what they wrote, ``gone`` the questions they deleted."""

    def __init__(self, name, desk, thing, chance):
        self.name, self.desk, self.thing, self.chance = name, desk, thing, chance
        self.words, self.gone, self.told = [], [], ""
        self.data = sent_by(*desk.open(thing.pk))

    def word(self):
        self.words.append(f"{self.name}{len(self.words)}x{self.chance.randrange(10**9)}")
        return self.words[-1]

    def save(self):
        """Save; where that is refused, read what is shown, choose at random, and save again."""
        for _ in range(3):
            refused = self.desk.save(self.thing.pk, self.data)
            if not refused:
                return
            form, formsets = refused
            conflicts = [conflict for item in (form, *formsets) for conflict in item.conflicts]
            assert conflicts, [form.errors, *(rows.errors for rows in formsets)]
            self.told += json.dumps([[conflict.mine, conflict.theirs, conflict.key] for conflict in conflicts])
            choices = {f"resolve-{conflict.key}": self.chance.choice(["mine", "theirs"]) for conflict in conflicts}
            self.data = {**sent_by(form, formsets), **choices}
        raise AssertionError("refused again and again")


def sent_by(form, formsets):
    """What a browser would send of a form as it is shown."""
    data = dict(sent_by_fields(form))
    for rows in formsets:
        for item in [*rows.forms, rows.management_form]:
            data.update(sent_by_fields(item))
        data[f"{rows.prefix}-TOTAL_FORMS"] = len(rows.forms)
    return data


def sent_by_fields(form):
    for shown in form:
        value, widget = shown.value(), shown.field.widget
        if isinstance(widget, forms.MultiWidget):
            values = value if isinstance(value, list) else widget.decompress(value)
            for suffix, part, text in zip(widget.widgets_names, widget.widgets, values, strict=True):
                yield shown.html_name + suffix, part.format_value(text) or ""
        elif isinstance(widget, forms.CheckboxInput):
            yield from [(shown.html_name, "on")] if value else []
        elif value is not None:
            yield shown.html_name, value


# --- what an editor may do ---


def write(name):
    def step(editor):
        editor.data[name] = editor.word()

    return step


def change_a_line(editor):
    lines = editor.data["body"].split("\n")
    lines[editor.chance.randrange(len(lines))] = editor.word()
    editor.data["body"] = "\n".join(lines)


def questions(editor):
    return [i for i in range(int(editor.data["faqs-TOTAL_FORMS"])) if editor.data.get(f"faqs-{i}-id")]


def untouched(editor, index):
    """Whether the editor has neither written in this question nor deleted it."""
    texts = [str(editor.data[f"faqs-{index}-{name}"]) for name in TEXTS]
    is_deleted = f"faqs-{index}-DELETE" in editor.data
    return not is_deleted and not any(word in text for word in editor.words for text in texts)


def change_an_answer(editor):
    for index in questions(editor)[:3]:
        if editor.chance.random() < 0.4 and untouched(editor, index):
            editor.data[f"faqs-{index}-{editor.chance.choice(['answer', 'question'])}"] = editor.word()


def change_a_line_of_an_answer(editor):
    for index in filter(partial(untouched, editor), questions(editor)[:1]):
        lines = editor.data[f"faqs-{index}-answer"].split("\n")
        lines[editor.chance.randrange(len(lines))] = editor.word()
        editor.data[f"faqs-{index}-answer"] = "\n".join(lines)


def delete_a_question(editor):
    rows = questions(editor)
    if len(rows) > 1:
        index = editor.chance.choice(rows)
        if untouched(editor, index):
            editor.data[f"faqs-{index}-DELETE"] = "on"
            editor.gone.append(editor.data[f"faqs-{index}-question"])


def add_a_question(editor):
    index = int(editor.data["faqs-TOTAL_FORMS"])
    editor.data["faqs-TOTAL_FORMS"] = index + 1
    for name in TEXTS:
        editor.data[f"faqs-{index}-{name}"] = editor.word()


def change_a_list(editor):
    editor.data[f"subjects-{editor.chance.randrange(2)}-choose_when"] = editor.word()


PAGE_STEPS = [
    *map(write, ["title", "summary", "verdict"]),
    *[change_a_line, change_an_answer, change_a_line_of_an_answer, delete_a_question, add_a_question, change_a_list],
]
CELL_STEPS = [*map(write, ["value", "note", "sources-0-title", "sources-0-quote", "verified_version"])]


def interleave(desk, thing, steps, chance):
    editors = [Editor(name, desk, thing, chance) for name in ("anna", "bert")]
    for editor in editors:
        for step in chance.sample(steps, chance.randint(1, 3)):
            step(editor)
    chance.shuffle(editors)
    for editor in editors:
        editor.save()
    stored = json.dumps(thing.snapshot())
    first, second = editors
    # Who saved first was told that it is saved; who takes the place of that later has been shown it.
    assert [word for word in first.words + second.words if word not in stored and word not in second.told] == []
    for question in first.gone + second.gone:
        assert question not in stored or question in second.told or "DELETE" in second.told
    return bool(second.told)


def test_no_change_of_a_page_is_lost_without_its_author_being_told():
    chance, told, editor = random.Random(SEED), 0, make_staff("Editors")
    for number in range(PAGES):
        if number % 15 == 0:
            page = make_comparison(facts=False, body="one\n\ntwo\n\nthree\n\nfour\n\nfive", summary="s", verdict="v")
            for _ in range(3):
                make_faq(page, answer="one\n\ntwo\n\nthree")
            desk = Desk(editor, page)
        told += interleave(desk, page, PAGE_STEPS, chance)
    assert PAGES * 0.1 < told < PAGES * 0.9


def test_no_change_of_a_cell_is_lost_without_its_author_being_told():
    chance, told, editor = random.Random(SEED), 0, make_staff("Editors")
    make_comparison([make_technology(), make_technology()])
    facts = Fact.objects.all()
    desk = Desk(editor, facts[0])
    for _ in range(CELLS):
        told += interleave(desk, chance.choice(facts), CELL_STEPS, chance)
    assert CELLS * 0.1 < told < CELLS * 0.9
