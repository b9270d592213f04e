"""docs/asvs.md: every requirement once, each with where it is answered, and few that are not fulfilled."""

import re
from collections import Counter

from tests.hub.dockerfile import ROOT

TEXT = (ROOT / "docs/asvs.md").read_text()
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| (.+?) \| (yes|no|–) \| (.+) \|$", re.MULTILINE)
CHAPTERS = {1: 27, 2: 11, 3: 19, 4: 10, 5: 9, 6: 35, 7: 18, 8: 7, 9: 7, 10: 29, 11: 14, 12: 9, 13: 13, 14: 9, 15: 13}
CHAPTERS |= {16: 16, 17: 7}  # how many requirements of the levels 1 and 2 each has


def test_each_requirement_stands_there_once():
    numbers = [row[0] for row in ROW.findall(TEXT)]
    assert len(set(numbers)) == len(numbers) == 253
    assert Counter(int(number.partition(".")[0]) for number in numbers) == CHAPTERS


def test_fewer_than_ten_are_not_fulfilled_and_each_says_why():
    missing = {number for number, _, state, _ in ROW.findall(TEXT) if state == "no"}
    reasons = dict(re.findall(r"^- \*\*(\d+\.\d+\.\d+), [^*]+\*\*: (.{40,})$", TEXT, re.MULTILINE))
    assert missing == set(reasons)
    assert 0 < len(missing) < 10


def test_the_sentence_at_its_head_counts_right():
    states = Counter(row[2] for row in ROW.findall(TEXT))
    said = re.search(r"Of (\d+) requirements (\d+) are fulfilled, (\d+) are not, and (\d+) do not apply", TEXT)
    assert [int(number) for number in said.groups()] == [253, states["yes"], states["no"], states["–"]]


def test_what_answers_is_there():
    named = set(re.findall(r"`((?:[a-z]+/)*[\w.-]+\.(?:py|md|txt|conf|html))`", TEXT))
    assert len(named) > 60
    assert sorted(name for name in named if not (ROOT / name).exists()) == []
