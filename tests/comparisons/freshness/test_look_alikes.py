"""What looks like a version and may be something else, and what says outside the words of a title that it is early."""

import time

import pytest

from comparisons.freshness.release_feeds import names_for, parse_feed, record_releases
from comparisons.freshness.release_titles import Kind
from tests.budgets import pace
from tests.factories import make_release, make_technology

pytestmark = pytest.mark.django_db


def record(known, inner, day="2025-11-25"):
    """The versions recorded of an entry, those left to an editor; ``known`` are the versions of releases there are."""
    technology = make_technology(name="Foo", releases_url="https://foo.example/feed")
    for version in known.split():
        make_release(technology, version)
    feed = f"<rss><channel><item>{inner}<pubDate>{day}</pubDate></item></channel></rss>"
    made, left = record_releases(technology, parse_feed(feed.encode(), names=names_for(technology)))
    return [release.version for release in made], [found.version for found in left]


LOOK_ALIKES = [
    ("6.1", "Release 29.11.2026", "29.11.2026"),
    ("6.1", "11.28.2026 Security Updates", "11.28.2026"),
    ("6.1", "Updates 2026.11.28", "2026.11.28"),
    ("28.1.0 29.0", "Release 29.11.2026", "29.11.2026"),
    ("", "Release 29.11.2026", "29.11.2026"),
    ("6.1", "10.0.0.1 is now available", "10.0.0.1"),
    ("9.4.2", "10.0.0.1 is now available", "10.0.0.1"),
    ("6.1", "Maintenance today 10.30", "10.30"),
    ("9.4", "Maintenance today 10.30", "10.30"),
    ("6.1", "Maintenance 10.30", "10.30"),
    ("6.1", "Updates of the release 25.11", "25.11"),
    ("10.4", "Updates of the release 11.25", "11.25"),
    ("24.1.3", "Updates 25.11.25", "25.11.25"),
    ("", "Updates of the release 25.11", "25.11"),
]
VERSIONS = [
    ("2026.10.3", "2026.11.25"),
    ("24.11 25.05", "25.11"),
    ("25.10", "Foo 25.11"),
    ("11.24", "11.25"),
    ("25.10.3", "25.11.25"),
    ("8.0.4", "8.0.4.1"),
    ("7.2.2.1 8.0.4", "8.1.0.1"),
    ("6.9", "6.10"),
    ("9.4", "10.30"),
    ("6.1", "8.0"),
    ("6.1", "140.0.7339.80"),
]


@pytest.mark.parametrize(("known", "title", "found"), LOOK_ALIKES)
def test_days_addresses_and_times_are_left_to_an_editor(known, title, found):
    assert record(known, f"<title>{title}</title>") == ([], [found])


@pytest.mark.parametrize(("known", "title"), VERSIONS)
def test_versions_that_look_like_those_known_are_recorded_though_days_look_like_them_too(known, title):
    assert record(known, f"<title>{title}</title>") == ([title.removeprefix("Foo ")], [])


EARLY = [
    "<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>Foo 6.2.0 beta</div></title>",
    "<title>Foo 6.2 <i>beta 1</i></title>",
    "<title>Foo 6.2<sup>rc1</sup></title>",
    "<title>Foo 6.2</title><category term='pre-release'/>",
    "<title>Foo 6.2</title><category>News</category><category>Beta</category>",
    "<title>Foo 6.2: tasks</title><category>Release Candidate</category>",
    "<title>6.2</title><s:channel xmlns:s='http://www.andymatuschak.org/xml-namespaces/sparkle'>beta</s:channel>",
]
STABLE = [
    "<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>Foo <b>6.2</b></div></title>",
    "<title>Foo 6.2</title><category term='release'/><category>Development</category><category/>",
    "<title>Foo 6.2</title><category>Our beta testers</category>",
]


@pytest.mark.parametrize("entry", EARLY)
def test_a_prerelease_is_known_by_words_inside_elements_by_its_category_and_by_its_channel(entry):
    assert record("6.1", entry) == ([], [])


@pytest.mark.parametrize("entry", STABLE)
def test_what_elements_and_categories_say_else_is_no_prerelease(entry):
    assert record("6.1", entry) == (["6.2"], [])


def test_elements_inside_of_elements_are_no_entries_and_take_no_time():
    opened, closed, start = b"<item><title>" * 50_000, b"</title></item>" * 50_000, time.thread_time()
    found = parse_feed(b"<rss>" + opened + b"6.2 " * 100_000 + closed + b"</rss>")
    assert {release.kind for release in found} <= {Kind.UNCLEAR}
    assert time.thread_time() - start < 200 * pace()


def test_several_versions_of_an_early_category_are_left_to_an_editor():
    assert record("6.0", "<title>Foo 6.1 and 6.2</title><category>beta</category>") == ([], ["6.1", "6.2"])
