"""Facts in time: what held from which version on, what a cell and the page of the answer say of it, and the rules."""

import itertools

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comparisons.models import Fact, Step
from tests.budgets import budget
from tests.comparisons.test_pages import page, queries
from tests.factories import make_comparison, make_fact, make_feature, make_release, make_step, make_technology

pytestmark = pytest.mark.django_db
NUMBERS = st.tuples(st.integers(0, 12), st.integers(0, 12), st.integers(0, 3))


@pytest.fixture
def fact():
    django = make_technology(name="Django")
    make_release(django, "6.1.3")
    return make_fact(django, make_feature(name="ORM"), value="Built in", verified_version="6.1.3")


def cell_in(client, address, cell="orm-django"):
    return page(client, address).split(f'id="{cell}"')[1].split("</details>")[0]


def test_a_cell_says_since_when_and_what_was_before(client, fact):
    make_step(fact, "1.0")
    make_step(fact, "4.1", level="partial", note="In part.")
    make_step(fact, "5.10", level="yes", value="Built in")
    address = fact.technology.get_absolute_url()
    assert "Since 5.10 yes, before partial (from 4.1), before no (at least from 1.0)." in cell_in(client, address)
    Fact.objects.update(level="partial", note="Again in part.")
    assert "<p>Before yes (from 5.10), before partial (from 4.1), before no (at least" in cell_in(client, address)


def test_where_only_the_value_changed_the_values_are_told(client, fact):
    address = fact.technology.get_absolute_url()
    make_step(fact, "4.0", level="yes", value="With a wrapper")
    assert "<p>Before yes “With a wrapper” (at least from 4.0).</p>" in cell_in(client, address)
    assert "<b>Now</b>" in page(client, "/facts/orm/django/")
    make_step(fact, "5.0", level="yes", value="Built in")
    said = "Since 5.0 yes “Built in”, before yes “With a wrapper” (at least from 4.0)."
    assert said in cell_in(client, address)


@pytest.mark.parametrize("before", [None, "unknown"])
def test_what_nothing_is_known_before_holds_at_least_since_its_version(client, fact, before):
    make_technology(name="Flask")
    make_step(fact, "4.1", level="yes", value="Built in")
    if before:
        make_step(fact, "4.0", level=before, value="")
    assert "<p>At least since 4.1 yes" in cell_in(client, fact.technology.get_absolute_url())
    assert "<b>Now</b>" not in page(client, "/facts/orm/django/")
    query = "?t=django&t=flask"
    cell = client.get(f"/compare.json{query}").json()["groups"][0]["rows"][0]["cells"][0]
    assert (cell["since"], cell["steps"][-1]["version"]) == (None, "4.1")
    assert '"4.1"' not in client.get(f"/compare.csv{query}").content.decode()
    assert "At least since 4.1 yes" in client.get(f"/compare.md{query}").content.decode()


def test_of_a_long_line_a_cell_says_the_last_three(client, fact):
    for version in range(1, 6):
        make_step(fact, f"{version}.0", level="", value=f"Python 3.{version}")
    Fact.objects.update(level="", value="Python 3.5")
    said = "Since 5.0 Python 3.5, before Python 3.4 (from 4.0), before Python 3.3 (from 3.0), and so on."
    assert said in cell_in(client, fact.technology.get_absolute_url())


def test_the_page_of_an_answer_draws_the_line_the_newest_first(client, fact):
    make_step(fact, "4.10", level="partial", note="In <part>.")
    make_step(fact, "4.9", source_url="/articles/x/")
    line = page(client, "/facts/orm/django/").split('<ol class="time-line"')[1].split("</ol>")[0]
    assert "<b>Now</b>, checked against 6.1.3" in line
    assert (
        line.index("Now") < line.index("From 4.10") < line.index("In &lt;part&gt;.") < line.index("At least from 4.9")
    )
    assert 'Source: <a href="/articles/x/">Notes of 4.9</a>' in line
    make_step(fact, "5.0", level="yes", value="Built in")
    line = page(client, "/facts/orm/django/").split('<ol class="time-line"')[1].split("</ol>")[0]
    assert "<b>Now</b>" not in line
    assert line.count("<li>") == 3


def test_without_steps_there_is_no_line(client, fact):
    assert "time-line" not in page(client, "/facts/orm/django/")


def test_the_line_of_a_fact_without_a_source_is_not_told(client, fact):
    make_step(fact, "4.1")
    fact.sources.all().delete()
    assert "time-line" not in page(client, "/facts/orm/django/")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"level": "partial"}, "A partial needs a note that says what is missing."),
        ({"value": ""}, "Every step but unknown needs a value in words."),
        ({"source_url": ""}, "Every step but unknown needs a source, with its title and its address."),
        ({"source_title": ""}, "Every step but unknown needs a source, with its title and its address."),
        ({"version": "Oslo"}, "Write a version that begins with its numbers, such as 4.1."),
        *(({"version": text}, "This fact has a step from this version on already.") for text in ("4.0", "4", "V4.0.0")),
        ({"version": "4.1rc1"}, "Write the final release in numbers alone, such as 4.1 for 4.1rc1."),
        ({"source_url": "javascript:x"}, "Write an address that begins with https:// or http://"),
        ({"note": "x" * 401}, "Ensure this value has at most 400 characters"),
    ],
)
def test_rules_about_steps_are_told_in_sentences(fact, changes, sentence):
    make_step(fact, "4.0")
    good = {
        "version": "4.1",
        "level": "no",
        "value": "None",
        "source_title": "Notes",
        "source_url": "https://a.example/",
    }
    Step(fact=fact, **good).full_clean()
    Step(fact=fact, version="4.2", level="unknown").full_clean()
    with pytest.raises(ValidationError) as raised:
        Step(fact=fact, **{**good, **changes}).full_clean()
    assert sentence in " ".join(raised.value.messages)


def test_a_comparison_with_steps_takes_two_queries_more_at_most_and_little_more_html(client):
    comparison = make_comparison([make_technology() for _ in range(6)], [make_feature() for _ in range(30)])
    Fact.objects.update(verified_version="6.0")
    address = comparison.get_absolute_url()
    plain = len(page(client, address))
    few = queries(client, address)
    for fact in Fact.objects.all():
        make_step(fact, "1.0")
        make_step(fact, "4.1", level="partial", note="In part.")
        make_step(fact, "5.0", level="yes")
    assert queries(client, address) == few
    assert plain < len(page(client, address)) <= 1.15 * plain


def test_steps_newer_than_the_series_of_the_last_check_are_not_told(client, fact):
    make_technology(name="Flask")
    make_step(fact, "4.1", level="yes", value="Built in")
    make_step(fact, "6.2", level="no", value="Gone")
    make_release(fact.technology, "6.3")
    for address in (fact.technology.get_absolute_url(), "/facts/orm/django/", "/compare/?t=django@6.2&t=flask"):
        html = page(client, address)
        assert "Built in" in html
        assert "Gone" not in html
    Fact.objects.update(level="partial", note="In part.")
    assert "Not recorded for 6.2" in page(client, "/compare/?t=django@6.2&t=flask")


# --- which answer a series has, whatever the steps ---


def text_of(numbers):
    return ".".join(map(str, numbers))


def by_hand(steps, asked, checked):
    """The answer of a series, by another way than that of the site: an index into the steps, “now”, or None."""
    if asked in (checked[:2], (12, 99)):
        return "now"
    if asked > checked[:2]:
        return None
    held = [number for number, step in enumerate(steps) if step[:2] <= asked]
    return max(held, key=lambda number: steps[number], default=None)


@settings(max_examples=budget(80), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(NUMBERS, max_size=6, unique=True), asked=NUMBERS, checked=NUMBERS)
def test_the_answer_for_a_series_is_the_last_step_not_after_it(client, steps, asked, checked):
    technology, other, feature = make_technology(), make_technology(), make_feature()
    make_release(technology, "12.99.1")
    fact = make_fact(technology, feature, value="Now", verified_version=text_of(checked))
    for number, step in enumerate(steps):
        make_step(fact, text_of(step), value=f"Step {number}")
    query = f"t={technology.slug}@{text_of(asked)}&t={other.slug}&f={feature.slug}"
    cell = client.get(f"/compare.json?{query}").json()["groups"][0]["rows"][0]["cells"][0]
    found, series = by_hand(steps, asked[:2], checked), text_of(asked[:2])
    words = {"now": "Now", None: f"Not recorded for {series}"}.get(found, f"Step {found}")
    assert cell["value"] == words
    until = checked[:2] if found == "now" else asked[:2]
    assert len(cell["steps"]) == (0 if found is None else len([step for step in steps if step[:2] <= until]))
    for form in ("/", ".json", ".csv", ".md"):
        plain, latest = (
            client.get(f"/compare{form}?t={technology.slug}{end}&t={other.slug}").content for end in ("", "@latest")
        )
        assert plain == latest


def test_steps_stand_in_the_order_of_their_versions(fact):
    versions = ["4.1", "4.1.2", "4.10", "5", "5.0.1", "10.0"]
    for order in itertools.islice(itertools.permutations(versions), 0, None, 97):
        fact.steps.all().delete()
        for version in order:
            make_step(fact, version)
        assert [step.version for step in fact.steps.all()] == versions
