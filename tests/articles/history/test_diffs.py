"""What differs between two states, so that people can read it."""

from articles.history.diffs import compare_snapshots, compare_texts
from articles.models import Article
from comparisons.models import Comparison


def marked(lines):
    signs = {"same": "{}", "insert": "[+{}]", "delete": "[-{}]"}
    return ["…" if line is None else "".join(signs[sign].format(text) for sign, text in line) for line in lines]


def snapshot(**fields):
    return {"fields": fields, "links": {}, "parts": {}, "names": {}}


def test_words_that_went_and_came_are_marked_in_their_line():
    assert marked(compare_texts("The old text stays.", "The new text stays.")) == ["The [-old][+new] text stays."]


def test_unchanged_lines_far_from_a_change_are_left_out():
    before = "\n".join(f"Line {n}" for n in range(20))
    after = before.replace("Line 10", "Line ten")
    around = ["Line 8", "Line 9", "Line [-10][+ten]", "Line 11", "Line 12"]
    assert marked(compare_texts(before, after)) == ["…", *around, "…"]


def test_lines_that_came_and_went_are_marked_whole():
    assert marked(compare_texts("a\nb", "a\nnew\nb")) == ["a", "[+new]", "b"]
    assert marked(compare_texts("a\nold\nb", "a\nb")) == ["a", "[-old]", "b"]


def test_lines_that_have_nothing_in_common_are_not_mixed():
    assert marked(compare_texts("Something else", "Quite another one")) == ["[-Something else][+Quite another one]"]


def test_equal_texts_have_no_difference():
    assert compare_texts("a\nb", "a\nb") == []


def test_a_huge_text_is_compared_too():
    before, after = ("\n".join(f"{sign} {n}" for n in range(200_000)) for sign in "xy")
    assert compare_texts(before, after)
    assert compare_texts("a " * 500_000, "b " * 500_000)


def test_rows_are_told_apart_by_what_they_are_about():
    def page(*rows):
        keys = ("slug", "question", "answer", "position")
        faqs = [dict(zip(keys, (*row, place), strict=True)) for place, row in enumerate(rows)]
        return snapshot() | {"parts": {"faqs": faqs}}

    before = page(("a", "A?", "Old answer."), ("b", "B?", "Gone."), ("c", "C?", "C."))
    after = page(("n", "New?", "Fresh."), ("c", "C?", "C."), ("a", "A?", "New answer."))
    changes = {(change.label, change.kind): change for change in compare_snapshots(Article, before, after)}
    assert set(changes) == {
        ("FAQ: B?", "deleted"),
        ("FAQ: New?", "added"),
        ("FAQ: A?", "changed"),
        ("order of FAQs", "changed"),
    }
    (inner,) = changes["FAQ: A?", "changed"].changes
    assert (inner.label, marked(inner.lines)) == ("answer", ["[-Old][+New] answer."])


def test_keys_are_shown_by_the_name_they_had():
    before, after = snapshot(topic=1), snapshot(topic=2)
    before["names"], after["names"] = {"articles.topic": {"1": "Web"}}, {"articles.topic": {"2": "Data"}}
    (change,) = compare_snapshots(Comparison, before, after)
    assert marked(change.lines) == ["[-Web][+Data]"]
