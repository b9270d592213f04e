import datetime
import io

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import FAQ, Article, Topic
from comparisons.models import Comparison, Feature, Release, Subject
from tests.factories import make_article, make_comparison, make_faq, make_release, make_topic
from tests.hub.content.content_files import snapshot

pytestmark = pytest.mark.django_db


def render():
    out = io.StringIO()
    with time_machine.travel(timezone.now() + datetime.timedelta(days=3)):
        call_command("render_pages", stdout=out)
    return out.getvalue().splitlines()


@pytest.fixture
def everything():
    make_topic(description="A *topic*.")
    make_faq(make_article(body="Some *text*.\n\n## Heading\n\nMore."), answer="An *answer*.")
    comparison = make_comparison(body="Intro.\n\n## Section", verdict="Seven words make up this long verdict.")
    make_release(comparison.subjects.first().technology, "5.10")
    Feature.objects.first().save()


def test_all_that_is_rendered_is_rendered_again_and_nothing_else_moves(everything):
    before = snapshot()
    spoil()
    assert snapshot() != before
    lines = render()
    assert snapshot() == before
    assert "articles.Article: 1 rendered, 1 changed" in lines
    assert "comparisons.Comparison: 1 rendered, 1 changed" in lines
    assert "comparisons.Subject: 2 rendered, 2 changed" in lines
    assert "comparisons.Release: 1 rendered, 1 changed" in lines


def spoil():
    """Store what an older pipeline may have left behind."""
    Article.objects.update(lead_html="old", body_html="old", contents=[{"id": "old"}])
    Comparison.objects.update(verdict_html="old")
    FAQ.objects.update(answer_html="old")
    Topic.objects.update(description_html="old")
    Subject.objects.update(choose_when_html="old")
    Release.objects.update(version_key="old")


def test_what_is_right_already_is_not_written(everything):
    with CaptureQueriesContext(connection) as queries:
        lines = render()
    assert not [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert all(line.endswith(" 0 changed") for line in lines)


def test_every_row_is_rendered():
    for _ in range(5):
        make_article(body="Text.")
    Article.objects.update(lead_html="old")
    assert "articles.Article: 5 rendered, 5 changed" in render()
    assert set(Article.objects.values_list("lead_html", flat=True)) == {"<p>Text.</p>"}


def test_texts_that_nobody_rendered_stay_as_they_were_typed():
    article = make_article(body="Text.")
    Article.objects.filter(pk=article.pk).update(body="Text.\r\n\x0bMore.")
    render()
    article.refresh_from_db()
    assert article.body == "Text.\r\n\x0bMore."
