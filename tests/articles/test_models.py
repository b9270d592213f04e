import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.models import Article, OldSlug
from articles.slugify import make_slug
from tests.factories import hours_ago, make_article, make_faq, make_topic

pytestmark = pytest.mark.django_db


def test_titles_that_differ_by_a_sign_get_slugs_that_differ():
    titles = ["C# vs C++", "C vs C", ".NET vs Node.js", "NET vs Node js", "日本語", "C++", "C#", "C"]
    slugs = [make_article(title=title).slug for title in titles]
    assert all(slugs)
    assert len(set(slugs)) == len(titles)
    assert slugs[:3] == ["c-sharp-vs-c-plus-plus", "c-vs-c", "dot-net-vs-node-js"]
    assert slugs[4] == "日本語"


def test_two_pages_with_one_title_get_two_slugs():
    assert [make_article(title="Same").slug for _ in range(3)] == ["same", "same-2", "same-3"]


def test_a_title_without_letters_still_gets_a_slug():
    assert make_article(title="🎉🎉").slug.startswith("article-")


def test_a_long_title_gets_a_slug_that_fits_and_stays_unique():
    slugs = {make_article(title="x" * 160).slug for _ in range(3)}
    assert len(slugs) == 3
    assert max(map(len, slugs)) <= 100


def test_a_slug_stays_when_the_title_changes():
    article = make_article(title="First title")
    article.title = "Second title"
    article.save()
    assert article.slug == "first-title"


@pytest.mark.parametrize("text", ["Ⅷ", "Straße", "İstanbul", "a/b", "x.y"])
def test_making_a_slug_of_a_slug_changes_nothing(text):
    assert make_slug(make_slug(text)) == make_slug(text) != ""


def test_former_slugs_collapse_and_never_loop():
    article = make_article(title="One")
    for slug in ("two", "three", "one"):
        article.slug = slug
        article.save()
    assert sorted(OldSlug.objects.values_list("slug", flat=True)) == ["three", "two"]


def test_a_page_that_takes_a_former_slug_of_another_keeps_it():
    first = make_article(title="Guide")
    first.slug = "old-guide"
    first.save()
    make_article(slug="guide")
    assert not OldSlug.objects.exists()


def test_control_characters_are_dropped_when_saving_and_line_ends_are_one_kind():
    article = make_article(title="A\x0bB\x00C\ufffe", summary="x\x1f", body="a\r\nb\x08")
    assert (article.title, article.summary, article.body) == ("ABC", "x", "a\nb")


def test_markdown_is_rendered_when_saved_even_if_only_the_body_is():
    article = make_article(body="Lead.\n\n## Heading\n\nText.")
    assert "<p>Lead.</p>" in article.lead_html
    assert '<h2 id="heading">' in article.body_html
    article.body = "Changed *text*."
    article.save(update_fields=["body"])
    article.refresh_from_db()
    assert "<em>text</em>" in article.lead_html
    assert article.contents == []


def test_published_means_published_and_due():
    live = make_article()
    make_article(status="draft")
    make_article(status="withdrawn")
    make_article(published_at=hours_ago(-1))
    assert list(Article.objects.published()) == [live]


def test_a_page_published_without_a_date_is_published_now():
    article = Article(title="Now", status="published")
    article.full_clean()
    article.save()
    assert list(Article.objects.published()) == [article]


def test_the_database_refuses_a_published_page_without_a_date():
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.create(title="No date", status="published")


def test_lists_are_newest_first_and_their_order_is_total():
    moment = timezone.now() - datetime.timedelta(days=1)
    pages = [make_article(published_at=moment) for _ in range(3)]
    assert list(Article.objects.for_lists()) == pages[::-1]


def test_the_feed_id_survives_a_new_slug():
    article = make_article()
    before = article.feed_id
    article.slug = "another"
    article.save()
    assert Article.objects.get().feed_id == before
    assert before.startswith("urn:uuid:")


def test_questions_of_one_page_have_different_anchors_that_survive_rewording():
    article = make_article()
    faqs = [make_faq(article, question="Why?") for _ in range(2)]
    assert [faq.anchor for faq in faqs] == ["faq-why", "faq-why-2"]
    faqs[0].question = "Why not?"
    faqs[0].save()
    assert faqs[0].anchor == "faq-why"


def test_a_topic_with_nothing_published_is_not_listed():
    from articles.models import Topic

    busy, quiet = make_topic(), make_topic()
    make_article(topic=busy)
    make_article(topic=busy)
    make_article(topic=quiet, status="draft")
    make_article(topic=quiet, published_at=hours_ago(-1))
    assert list(Topic.objects.with_work()) == [busy]


def test_a_status_that_does_not_exist_is_refused():
    with pytest.raises(ValidationError):
        Article(title="x", status="live").full_clean()
