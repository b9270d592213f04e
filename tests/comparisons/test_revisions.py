"""Revisions of comparisons with all their rows, and of facts with their sources."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.history import revisions
from articles.history.diffs import compare_snapshots
from articles.history.snapshots import apply_snapshot
from articles.models import Revision
from comparisons.models import Comparison, Fact
from tests.desk import change, form_at, make_staff, signed_in
from tests.factories import make_comparison, make_fact, make_faq, make_feature, make_technology

pytestmark = pytest.mark.django_db


def test_a_comparison_comes_back_with_deleted_rows_lists_and_questions_in_their_order():
    comparison = make_comparison(verdict="The old verdict.")
    make_faq(comparison, question="Lost?")
    features = [row.feature_id for row in comparison.rows.all()]
    lists = [(subject.technology_id, subject.choose_when) for subject in comparison.subjects.all()]
    before = comparison.snapshot()
    comparison.rows.all()[0].delete()
    comparison.subjects.update(choose_when="")
    comparison.faqs.all().delete()
    comparison.verdict = "New."
    comparison.save()

    assert apply_snapshot(comparison, before) == []
    comparison = Comparison.objects.get()
    assert comparison.verdict_html == "<p>The old verdict.</p>"
    assert [row.feature_id for row in comparison.rows.all()] == features
    assert [(subject.technology_id, subject.choose_when) for subject in comparison.subjects.all()] == lists
    assert all(subject.choose_when_html for subject in comparison.subjects.all())
    assert [faq.question for faq in comparison.faqs.all()] == ["Lost?"]


def test_a_row_whose_feature_is_gone_stays_away_and_is_named():
    comparison = make_comparison(facts=False)
    before = comparison.snapshot()
    row = comparison.rows.all()[0]
    row.delete()
    row.feature.delete()
    assert apply_snapshot(comparison, before) == ["feature of row, which is deleted"]
    assert comparison.rows.count() == 2


def test_a_source_that_goes_is_shown_with_its_address():
    fact = make_fact(make_technology(), make_feature())
    before = fact.snapshot()
    url = fact.sources.get().url
    fact.sources.all().delete()
    (change,) = compare_snapshots(Fact, before, fact.snapshot())
    assert [(inner.label, inner.lines) for inner in change.changes] == [("URL", [[("delete", url)]])]


def test_a_fact_comes_back_with_its_sources_and_its_check():
    fact = make_fact(make_technology(), make_feature(), value="Old", sources=2)
    urls, before = [source.url for source in fact.sources.all()], fact.snapshot()
    fact.sources.all()[0].delete()
    Fact.objects.update(value="New", verified_version="9.9")
    assert apply_snapshot(fact, before) == []
    fact = Fact.objects.get()
    assert (fact.value, fact.verified_version) == ("Old", "1.0")
    assert sorted(source.url for source in fact.sources.all()) == sorted(urls)


def test_a_fact_saved_at_the_desk_is_kept_with_the_reason():
    fact = make_fact(make_technology(), make_feature(), value="Old")
    editor = signed_in(make_staff("Editors", username="erika"))
    editor.post(change(fact), form_at(editor, change(fact), value="New", reason="Since 6.1"))
    after, before = Revision.objects.of(fact)
    assert (before.snapshot["fields"]["value"], after.snapshot["fields"]["value"]) == ("Old", "New")
    assert (after.reason, after.username, after.notable) == ("Since 6.1", "erika", True)


def test_many_facts_are_recorded_in_as_many_queries_as_few():
    def record(number):
        pairs = [(make_technology(), make_feature()) for _ in range(number)]
        keys = [make_fact(*pair, sources=2).pk for pair in pairs]
        facts = list(Fact.objects.filter(pk__in=keys).select_related("technology", "feature"))
        with CaptureQueriesContext(connection) as queries:
            assert len(revisions.record_many(facts)) == number
        return len(queries)

    record(1)
    assert record(12) == record(3)
