"""Versions are compared by their numbers, and only a feature release outdates a check."""

import pytest

from comparisons import values as versions


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("6.1.3", (6, 1, 3)), ("v6.1.0", (6, 1)), ("10.0", (10,)), ("6.2a1", (6, 2)), ("0", (0,)), ("all", ()), ("", ())],
)
def test_the_numbers_of_a_version_are_those_it_begins_with(text, numbers):
    assert versions.numbers_of(text) == numbers


@pytest.mark.parametrize(("checked", "latest"), [("6.0.3", "6.1"), ("6.1", "7.0.1"), ("9.9", "10.0"), ("5", "5.1")])
def test_a_feature_release_outdates_a_check(checked, latest):
    assert versions.is_outdated(checked, latest)


@pytest.mark.parametrize(
    ("checked", "latest"),
    [
        ("6.1.3", "6.1.4"),
        ("6.1", "6.1.4"),
        ("6.1", "6.0.9"),
        ("6", "6.0.1"),
        ("all", "6.1"),
        ("6.1", "edge"),
        ("", "1"),
    ],
)
def test_a_patch_an_older_release_and_mere_words_do_not(checked, latest):
    assert not versions.is_outdated(checked, latest)


def test_versions_sort_as_texts_as_they_do_as_numbers():
    shuffled = ["10.0.1", "9.1", "2026.11", "10.0", "edge", "2.0.36"]
    assert sorted(shuffled, key=versions.sort_key) == ["edge", "2.0.36", "9.1", "10.0", "10.0.1", "2026.11"]


def test_a_silly_version_fits_its_columns():
    assert len(versions.sort_key("1." * 19 + "1")) <= 120
    assert len(versions.series_key("9" * 40)) == 24
