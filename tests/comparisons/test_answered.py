"""The rows of a table as HTML: a text is shown as it is, and each part only where a cell has it."""

import datetime
from html import escape, unescape

import pytest
from django.utils.html import strip_tags
from hypothesis import given
from hypothesis import strategies as st

from comparisons.models import Feature, Proof, Run, Technology
from comparisons.steps import Reference
from comparisons.table import Cell, TableRow
from comparisons.templatetags.answered import as_row

DAY = datetime.date(2026, 11, 22)
WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=20)


def row_of(**fields):
    technology, feature = Technology(name="A&B", slug="ab"), Feature(name="Is <it>?", slug="it")
    return as_row(TableRow(feature, feature, [Cell(technology, feature, **fields)]))


@given(value=WORDS, note=WORDS, title=WORDS, quote=WORDS, version=WORDS)
def test_every_text_is_shown_as_it_is_and_none_becomes_markup(value, note, title, quote, version):
    source = Reference(title, "https://example.org/", quote)
    run = Run(saw=note, package=title, version=version, runtime=value, ran_at=datetime.datetime.now(datetime.UTC))
    html = row_of(
        level="no",
        value=value,
        note=note,
        sources=(source,),
        verified_on=DAY,
        verified_version=version,
        newer_version="9",
        proof=Proof(last_run=run),
    )
    for text in (quote, f"“{note}”, with {title} {version} on {value}", f"checked against {version}", "A&B, Is <it>?"):
        assert escape(text) in html, text
    assert value in unescape(strip_tags(html.replace("<wbr>", "")))
    plain = row_of(
        level="no",
        value="v",
        note="n",
        sources=(Reference("t", "https://example.org/", "q"),),
        verified_on=DAY,
        verified_version="1",
        newer_version="9",
        proof=Proof(last_run=Run(ran_at=run.ran_at)),
    )
    assert html.replace("<wbr>", "").count("<") == plain.count("<")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"level": "yes", "value": "Built in"}, "Yes"),
        ({"note": "Why"}, '<p dir="auto">Why</p>'),
        ({"share": 40}, '<rect width="40" height="4"/>'),
        ({"verified_on": DAY, "newer_version": "6.1", "verified_version": "6.0"}, "<small>checked against 6.0</small>"),
        ({"verified_on": DAY, "verified_version": "6.0"}, "Checked against 6.0 on 22 November 2026</p>"),
        ({"verified_on": DAY, "verified_how": "script"}, ", by script"),
        ({"measured_on": DAY}, ". Measured by its source on 22 November 2026"),
        ({"sources": (Reference("Docs", "https://example.org/"),)}, '<a href="https://example.org/">Docs</a></p>'),
    ],
)
def test_a_part_is_there_only_where_a_cell_has_it(fields, words):
    assert words in row_of(**fields)
    assert words not in row_of()


def test_what_nobody_checked_says_so_and_a_judgement_is_called_one():
    feature, technology = Feature(name="Feel", slug="feel", kind="judgement"), Technology(name="Django", slug="django")
    html = as_row(TableRow(feature, feature, [Cell(technology, feature)]))
    assert "Nobody has checked this yet." in html
    assert ">Judgement</span>" in html


def test_of_another_series_nothing_is_said_of_a_check_that_nobody_made():
    technology, feature = Technology(name="Django", slug="django"), Feature(name="ORM", slug="orm")
    technology.asked = "5.2"
    html = as_row(TableRow(feature, feature, [Cell(technology, feature)]))
    assert "Link to Django 5.2, ORM" in html
    assert "Nobody has checked" not in html
