"""Two editors change cells and rows of one table at random: nothing is lost without its author being told."""

import json
import random
from itertools import count

import pytest

from comparisons.grid import posted, saving
from comparisons.grid.saving import merge_rows
from comparisons.models import Row
from tests.budgets import budget
from tests.desk import make_staff
from tests.factories import make_feature
from tests.table_desk import edit_cell, key_of, make_table, texts_of

pytestmark = pytest.mark.django_db
SEED, ROUNDS = 1, budget(60)
number = count(1)


def new_texts(chance):
    """A change of one to three parts of a cell, each with a word of its own."""
    word = f"w{next(number)}x"
    parts = [
        {"value": word},
        {"note": word},
        {"verified_version": word},
        {"sources": [{"title": word, "url": f"https://example.org/{word}", "quote": ""}]},
    ]
    return {name: text for part in chance.sample(parts, chance.randint(1, 3)) for name, text in part.items()}


def change_cells(chance, technologies, features):
    """Some cells, each with what its editor makes of it."""
    cells = chance.sample([(technology, feature) for technology in technologies for feature in features], 3)
    return {cell: (texts_of(*cell), new_texts(chance)) for cell in cells}


def edit_of(changes):
    cells = [edit_cell(*cell, was=was, **now) for cell, (was, now) in changes.items()]
    return posted.read_edit(json.dumps({"cells": cells}))


def assert_kept(changes, but=()):
    """Whether what somebody wrote is stored, except the fields of the cells that are named."""
    for cell, (_, now) in changes.items():
        stored = texts_of(*cell)
        lost = {name for name, text in now.items() if stored[name] != text}
        assert lost <= set(but.get(cell, ()) if but else ()), cell


def test_no_change_of_a_cell_is_lost_without_its_author_being_told():
    chance, conflicts = random.Random(SEED), 0
    comparison, technologies, features = make_table()
    anna, bert = make_staff("Editors"), make_staff("Editors")
    for _ in range(ROUNDS):
        hers, his = (change_cells(chance, technologies, features) for _ in range(2))
        assert not saving.save_table(comparison, edit_of(hers), anna).is_refused
        outcome = saving.save_table(comparison, edit_of(his), bert)
        both = {cell: set(hers[cell][1]) & set(his[cell][1]) for cell in hers if cell in his}
        clashes = {cell: names for cell, names in both.items() if names}
        assert set(outcome.conflicts) == {key_of(*cell) for cell in clashes}
        assert_kept(hers)
        if clashes:
            conflicts += 1
            # He is shown what she wrote, and puts his own in its place.
            his = {cell: (outcome.conflicts.get(key_of(*cell), was), now) for cell, (was, now) in his.items()}
            assert not saving.save_table(comparison, edit_of(his), bert).is_refused
        assert_kept(his)
        assert_kept(hers, but=clashes)
    assert ROUNDS * 0.1 < conflicts < ROUNDS * 0.9


def test_no_row_that_somebody_put_in_or_took_out_is_lost():
    chance, disputes = random.Random(SEED), 0
    for _ in range(1000):
        base = chance.sample(range(10), chance.randint(0, 6))
        ours, theirs = changed_rows(chance, base, 20), changed_rows(chance, base, 30)
        merged = merge_rows(base, ours, theirs)
        if merged is None:
            disputes += 1
            continue
        assert len(set(merged)) == len(merged)
        assert set(merged) == (set(ours) | set(theirs)) - (set(base) - set(ours)) - (set(base) - set(theirs))
        for one in (ours, theirs):
            kept, moved = [row for row in one if row in base and row in merged], [row for row in base if row in one]
            if kept != [row for row in moved if row in merged]:
                assert [row for row in merged if row in one and row in base] == kept
    assert 50 < disputes < 500


def changed_rows(chance, base, new):
    """Rows with some taken out, some put in, and sometimes in another order."""
    rows = [row for row in base if chance.random() > 0.2]
    if chance.random() < 0.4:
        chance.shuffle(rows)
    for offset in range(chance.randint(0, 2)):
        rows.insert(chance.randint(0, len(rows)), new + offset)
    return rows


def test_rows_and_cells_of_two_editors_meet_in_one_table():
    comparison, technologies, features = make_table()
    anna, bert = make_staff("Editors"), make_staff("Editors")
    was, new = [feature.pk for feature in features], make_feature()
    hers = posted.TableEdit(rows_was=was, rows=was[::-1])
    cell = edit_cell(technologies[0], new, value="Unknown yet", note="Ask them.")
    his = posted.read_edit(json.dumps({"cells": [cell], "rows": {"was": was, "now": [*was[1:], new.pk]}}))
    for edit, user in ((hers, anna), (his, bert)):
        assert not saving.save_table(comparison, edit, user).is_refused
    rows = list(Row.objects.filter(comparison=comparison).values_list("feature_id", flat=True))
    assert set(rows) == {*was[1:], new.pk}
    assert rows.index(was[2]) < rows.index(was[1])
    assert texts_of(technologies[0], new)["note"] == "Ask them."
