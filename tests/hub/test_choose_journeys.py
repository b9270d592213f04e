"""Choosing with a script: answers come while a reader ticks, and features are found among many."""

import pytest
from django.db import transaction

from tests.factories import make_fact, make_feature, make_technology

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def many():
    with transaction.atomic():
        technologies = [make_technology(name=name) for name in ("Django", "Flask")]
        technologies.append(make_technology(name="Gunicorn", kind="server"))
        for number in range(20):
            feature = make_feature(name=f"Feature {number:02}", definition=f"Whether it does task {number:02}.")
            for technology, level in zip(technologies, ("yes", "no", "partial"), strict=True):
                make_fact(technology, feature, level=level)


def test_answers_come_while_a_reader_ticks(many, page):
    page.goto("/choose/")
    page.get_by_text("Basics 20").click()
    need = page.get_by_role("group", name="Feature 03", exact=True)
    need.get_by_label("Must").check()
    page.get_by_role("heading", name="Meets your must (1)").wait_for()
    assert page.url.endswith("/choose/?must=feature-03")
    assert "Meets your must (1), Fail it (2)" in page.get_by_role("status").filter(has_text="must").inner_text()
    need.get_by_label("Nice").check()
    assert not need.get_by_label("Must").is_checked()
    page.get_by_role("heading", name="You named no must (3)").wait_for()
    assert page.url.endswith("/choose/?nice=feature-03")
    page.get_by_text("Change Feature 03").click()
    page.get_by_role("link", name="Partial will do").click()
    assert page.url.endswith("/choose/?nice=feature-03.partial#found")


def test_kinds_are_asked_at_once(many, page):
    page.goto("/choose/")
    page.get_by_label("a framework to build on").check()
    page.wait_for_url("**/choose/?kind=framework#found")


def test_features_are_found_by_name_and_definition(many, open_page):
    page = open_page(viewport={"width": 390, "height": 800})
    page.goto("/choose/")
    field = page.get_by_label("Find a feature")
    field.fill("task 17")
    assert page.locator(".need:visible legend").all_inner_texts() == ["Feature 17"]
    field.press("Enter")
    assert page.url.endswith("/choose/")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
