"""Decisions that stay awake: the check that the documentation prints, run on records of a site that goes on."""

import random
import re
import sys
import threading
import xml.etree.ElementTree as ET
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection, transaction

from articles.history import trash
from comparisons.answers.writing import Answer, write_answers
from comparisons.models import Change, Fact
from tests.budgets import budget
from tests.factories import make_fact, make_feature, make_technology

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).parent.parent.parent
CHECK = re.search(r"```python\n(.+?)```", (ROOT / "docs/decisions.md").read_text(), re.DOTALL)[1]
LEVELS = ["yes", "no", "partial"]
CHOICES = budget(200)


@pytest.fixture
def facts():
    with transaction.atomic():
        technologies = [make_technology(name=f"Technology {letter}") for letter in "ABCD"]
        features = [make_feature(name=f"Feature {letter}") for letter in "ABCDE"]
        return {
            (technology.slug, feature.slug): make_fact(technology, feature, level=LEVELS[(t + f) % 3]).pk
            for t, technology in enumerate(technologies)
            for f, feature in enumerate(features)
        }


@pytest.fixture
def check(static_folder, live_server, settings, monkeypatch, tmp_path, capsys):
    """Runs the printed check on a record; gives its exit code and what it says."""
    settings.SITE_URL = live_server.url
    file = tmp_path / "decision.md"
    monkeypatch.setattr(sys, "argv", ["check_decisions.py", str(file)])
    program = compile(CHECK, "check_decisions.py", "exec")

    def check(record):
        file.write_text(record)
        with pytest.raises(SystemExit) as end:
            exec(program, {})
        return end.value.code, capsys.readouterr().out

    return check


def change(pk, chance):
    """Give a fact another answer."""
    fact = Fact.objects.select_related("technology", "feature").get(pk=pk)
    fact.level = chance.choice([level for level in LEVELS if level != fact.level])
    write_answers([Answer(fact)], name="A test", notable=True)


def make_query(chance, facts):
    """A choice, as parameters, and the keys of the facts that it rests on."""
    technologies, features = (sorted({pair[place] for pair in facts}) for place in (0, 1))
    named = chance.sample(technologies, chance.randint(2, 4)) if chance.random() < 0.6 else []
    asked = chance.sample(features, chance.randint(1, 3))
    tokens = [f"{slug}{chance.choice(['', '.partial', '.no'])}" for slug in asked]
    query = [*(f"t={slug}" for slug in named), *(f"{chance.choice(['must', 'nice'])}={token}" for token in tokens)]
    judged = named or technologies
    return "&".join(query), judged, [pair for pair in facts if pair[0] in judged and pair[1] in asked]


def entries(client, record):
    address = re.search(r"<http://[^/]+(/choose/changes\.xml[^>]+)>", record)[1]
    return [title.text for title in ET.fromstring(client.get(address).content).iterfind("channel/item/title")]


def test_the_check_is_short_and_needs_nothing():
    assert len(CHECK.splitlines()) <= 30
    imported = set(re.findall(r"^(?:import|from) (\w+)", CHECK, re.MULTILINE))
    assert imported <= set(sys.stdlib_module_names)


def test_a_changed_reason_is_one_entry_and_fails_the_check_and_nothing_else_does(client, facts, check):
    chance = random.Random(18)
    outcomes = {0: 0, 1: 0}
    for _ in range(CHOICES):
        query, judged, cited = make_query(chance, facts)
        record = client.get(f"/choose.md?{query}&decide={chance.choice(judged)}", follow=True).content.decode()
        uncited = [pair for pair in facts if pair not in cited]
        is_cited = chance.random() < 0.5
        before = len(entries(client, record))
        change(facts[chance.choice(cited if is_cited else uncited)], chance)
        new = entries(client, record)[: 1 if is_cited else 0]
        code, words = check(record)
        assert code == is_cited, (query, words)
        assert min(before + is_cited, 50) == len(entries(client, record)), query
        assert words.count("\n") == len(new)
        assert all(title in words for title in new)
        outcomes[code] += 1
    assert min(outcomes.values()) > CHOICES / 4


@pytest.mark.parametrize("place", ["technology", "feature"])
def test_what_comes_back_from_the_trash_brings_its_changes_along(client, facts, check, place):
    record = client.get("/choose.md?must=feature-a&t=technology-a&t=technology-b").content.decode()
    change(facts["technology-a", "feature-a"], random.Random(1))
    assert check(record)[0] == 1
    thing = getattr(Fact.objects.get(pk=facts["technology-a", "feature-a"]), place)
    if place == "feature":  # which nobody deletes while an answer is there
        kept = [trash.discard(fact) for fact in thing.facts.all()]
    gone = trash.discard(thing)
    assert check(record)[0] == 2
    assert client.get("/changes/").status_code == 200
    trash.undelete(gone)
    for fact in kept if place == "feature" else ():
        trash.undelete(fact)
    code, words = check(record)
    assert (code, "Feature A in Technology A: " in words) == (1, True)


def test_another_level_wakes_it_though_whoever_changed_it_calls_that_minor(client, facts, check):
    record = client.get("/choose.md?must=feature-a").content.decode()
    fact = Fact.objects.get(pk=facts["technology-a", "feature-a"])
    fact.note = "Corrected."
    write_answers([Answer(fact)], name="A test", notable=False)
    assert check(record)[0] == 0
    fact.level = "no"
    write_answers([Answer(fact, is_minor=True)], name="A test", notable=False)
    assert check(record)[0] == 1


@contextmanager
def long_import(pk):
    """Within, a fact has another answer that is not committed yet."""
    written, end = threading.Event(), threading.Event()

    def run():
        try:
            with transaction.atomic():
                change(pk, random.Random(18))
                written.set()
                end.wait(10)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        assert written.wait(10)
        yield
    finally:
        end.set()
        thread.join()


@pytest.mark.parametrize("feature", ["feature-a", "feature-b"])
def test_a_decision_hears_of_what_was_written_before_it_and_committed_after_it_and_of_nothing_else(
    client, facts, check, feature
):
    query, quick = "/choose.md?must=feature-a&t=technology-a&t=technology-b", facts["technology-b", "feature-a"]
    if connection.vendor == "sqlite":  # which lets one write at a time
        change(quick, random.Random(18))
    with long_import(facts["technology-a", feature]):
        if connection.vendor == "postgresql":
            change(quick, random.Random(18))
        record = client.get(query).content.decode()
        assert check(record) == (0, "")
    code, words = check(record)
    assert (code, words.count("\n")) == ((1, 1) if feature == "feature-a" else (0, 0))
    assert "Technology B" not in words
    if code:
        assert "Feature A in Technology A" in entries(client, record)[0]
    assert check(client.get(query).content.decode()) == (0, "")


def test_changes_that_come_from_an_archive_keep_their_order():
    with transaction.atomic():
        for pk in (9, 7):
            Change.objects.create(pk=pk, text="As it was", made_at="2026-11-28T09:00Z")
    assert sorted(Change.objects.values_list("pk", flat=True)) == [7, 9]


def test_where_it_cannot_be_asked_the_check_says_so(client, facts, check):
    record = client.get("/choose.md?must=feature-a", follow=True).content.decode()
    assert check(record)[0] == 0
    code, words = check(re.sub(r":\d+/choose", ":9/choose", record))
    assert (code, "cannot be asked" in words) == (2, True)
    code, words = check(record.replace("must=feature-a", "must=feature-zebra"))
    assert (code, "404" in words) == (2, True)
    code, words = check(re.sub("since=[^&']+", "since=urn:uuid:00000000-0000-4000-8000-000000000000", record))
    assert (code, "404" in words) == (2, True)
    code, words = check(record.replace("/choose.json?", "/choose/?x=/choose.json?"))  # which answers with a page
    assert (code, "cannot be asked" in words) == (2, True)
    assert check("# A record that asks nothing") == (2, "")
