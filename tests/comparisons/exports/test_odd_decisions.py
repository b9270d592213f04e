"""Decisions at the edges: reasons that are withdrawn, technologies that nothing tells apart, kinds without any."""

import json
import re

import pytest

from articles.history import trash
from comparisons.models import Technology
from tests.factories import make_fact, make_feature, make_technology

pytestmark = pytest.mark.django_db


@pytest.fixture
def facts():
    """Of two technologies: one feature that tells them apart, and one of which nothing is known."""
    django, flask = make_technology(name="Django"), make_technology(name="Flask")
    admin, orm = make_feature(name="Admin panel"), make_feature(name="ORM")
    make_fact(flask, admin, level="no")
    return {
        "told": make_fact(django, admin, level="yes"),
        "unknown": make_fact(django, orm, level="unknown", value="", sources=0),
        "uncited": make_fact(django, make_feature(name="Async"), level="partial"),
    }


def test_of_technologies_that_nothing_tells_apart_all_that_is_known_is_to_be_looked_at(client, facts):
    text = client.get("/choose.md?t=django").content.decode()
    looked_at = re.findall(r"^\* (.+): any answer, to look at$", text, re.MULTILINE)
    assert sorted(looked_at) == ["Admin panel", "Async", "ORM"]
    facts["told"].technology.facts.all().delete()
    assert client.get("/choose.md?t=django").status_code == 404


def test_plain_values_tell_technologies_apart_too_as_in_every_table(client, facts):
    size, licence, rumour = make_feature(name="Size"), make_feature(name="Licence"), make_feature(name="Rumour")
    for name, value in (("django", "1 MB"), ("flask", "2 MB")):
        technology = Technology.objects.get(slug=name)
        make_fact(technology, size, level="", value=value)
        make_fact(technology, licence, level="", value="MIT")
        make_fact(technology, rumour, level="", value=value, sources=0)
    text = client.get("/choose.md?t=django&t=flask").content.decode()
    assert re.findall(r"^\* (.+): any answer, to look at$", text, re.MULTILINE) == ["Admin panel", "Size"]
    assert "* Neutral, because of [Size](http://127.0.0.1:8000/facts/size/django/) (to look at): 1 MB. " in text
    assert "Size" not in client.get("/choose/").content.decode()


def test_where_no_technology_is_of_a_kind_there_is_nothing_to_take_along(client, facts):
    assert 'id="take-along"' in client.get("/choose/?must=orm").content.decode()
    html = client.get("/choose/?kind=database&must=orm").content.decode()
    assert "take-along" not in html
    assert "/choose.md" not in html


@pytest.mark.parametrize(
    ("name", "news"), [("told", "Admin panel in Django: {}"), ("unknown", None), ("uncited", None)]
)
def test_a_reason_that_is_withdrawn_wakes_the_decision_and_so_does_its_return(client, facts, name, news):
    address = "/choose.json?must=admin-panel&nice=orm&t=django&t=flask"

    def texts():
        return [change["text"] for change in json.loads(client.get(address).content)["changed"]]

    deletion = trash.discard(facts[name])
    gone = [news.format("yes → not recorded")] if news else []
    assert texts() == gone
    trash.undelete(deletion)
    assert texts() == [*([news.format("not recorded → yes")] if news else []), *gone]


def test_what_was_due_before_today_is_due_today(client, facts, time_machine):
    time_machine.move_to("2038-01-07")
    assert "* Look again on 2038-01-07: Admin panel in Django is due" in client.get("/choose.md?t=django").text
