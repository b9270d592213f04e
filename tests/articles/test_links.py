"""Links from one page of the hub to another: they follow what they lead to."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.links import dead_links
from articles.models import render_markdown
from tests.desk import make_staff, signed_in
from tests.factories import make_article, make_comparison, make_faq, make_feature, make_technology, make_topic

pytestmark = pytest.mark.django_db
PAGES = "/admin/markdown/pages/"


def rename(thing, slug):
    thing.slug = slug
    thing.save()


def test_a_link_leads_straight_to_the_present_address_after_the_slug_changed(client):
    target = make_article(slug="a")
    linking = make_article(body="See [this](/articles/a/#part) and [that](/articles/a/?x=1).", slug="linking")
    rename(target, "b")
    for _ in range(2):
        html = client.get("/articles/linking/").content.decode()
        assert 'href="/articles/b/#part"' in html
        assert 'href="/articles/b/?x=1"' in html
        linking.refresh_from_db()
        linking.save()
    rename(target, "c")
    assert 'href="/articles/c/#part"' in client.get("/articles/linking/").content.decode()


def test_the_text_that_was_written_stays_as_it_is():
    target, linking = make_article(slug="a"), make_article(body="[a](/articles/a/)")
    rename(target, "b")
    linking.refresh_from_db()
    assert linking.body == "[a](/articles/a/)"


def test_every_kind_of_text_follows_every_kind_of_page():
    technology, feature, topic = make_technology(slug="t"), make_feature(slug="f"), make_topic(slug="o")
    comparison = make_comparison(slug="k", verdict="[t](/technologies/t/) [f](/features/f/)")
    faq = make_faq(comparison, answer="[o](/topics/o/) [k](/comparisons/k/)")
    subject = comparison.subjects.first()
    subject.choose_when = "[k](/comparisons/k/)"
    subject.save()
    for thing in (technology, feature, topic, comparison):
        rename(thing, "new")
    for thing in (comparison, faq, subject):
        thing.refresh_from_db()
    assert 'href="/technologies/new/"' in comparison.verdict_html
    assert 'href="/features/new/"' in comparison.verdict_html
    assert 'href="/topics/new/"' in faq.answer_html
    assert 'href="/comparisons/new/"' in faq.answer_html
    assert 'href="/comparisons/new/"' in subject.choose_when_html
    assert comparison.word_count == 2


def test_a_slug_in_any_script_is_followed_however_it_is_written():
    target = make_article(slug="日本語")
    linking = make_article(body="[a](/articles/日本語/) [b](/articles/%E6%97%A5%E6%9C%AC%E8%AA%9E/)")
    rename(target, "b")
    linking.refresh_from_db()
    assert linking.lead_html.count('href="/articles/b/"') == 2


def test_when_a_new_page_takes_a_former_slug_links_written_from_then_on_lead_there():
    rename(make_article(slug="a"), "b")
    make_article(slug="a")
    assert 'href="/articles/a/"' in make_article(body="[a](/articles/a/)").lead_html


def test_a_link_to_another_form_of_the_page_follows_too():
    rename(make_comparison(slug="a"), "b")
    assert 'href="/comparisons/b.csv"' in render_markdown("[a](/comparisons/a.csv)").html


def test_a_text_without_such_links_costs_no_query_and_many_cost_as_few_as_one():
    def queries(text):
        with CaptureQueriesContext(connection) as queries:
            render_markdown(text)
        return len(queries)

    assert queries("[a](https://example.org/articles/a/) [b](#c) [d](/articles/)") == 0
    assert queries("".join(f"[a](/articles/{n}/)" for n in range(50))) == queries("[a](/articles/a/)") == 1


# --- searching for a page to link to ---


@pytest.fixture
def author():
    return signed_in(make_staff("Authors"))


def titles(client, words):
    return [result["title"] for result in client.get(PAGES, {"q": words}).json()["results"]]


def test_pages_of_every_kind_are_found_by_their_name(author):
    make_article(title="On zebras")
    make_comparison(title="Zebra vs horse")
    make_technology(name="Zebra.js")
    make_feature(name="Zebra crossing")
    make_topic(name="Zebras")
    assert sorted(titles(author, "zebra")) == ["On zebras", "Zebra crossing", "Zebra vs horse", "Zebra.js", "Zebras"]
    assert titles(author, "zebra")[-1] == "On zebras"


def test_a_result_says_what_it_is_and_where(author):
    make_comparison(title="Zebra vs horse", slug="z")
    (result,) = author.get(PAGES, {"q": "zebra"}).json()["results"]
    assert result == {"title": "Zebra vs horse", "kind": "comparison", "address": "/comparisons/z/"}


def test_what_readers_cannot_open_is_not_offered(author):
    for status in ("draft", "withdrawn"):
        make_article(title=f"Zebra {status}", status=status)
        make_comparison(title=f"Zebra {status}", status=status, facts=False)
    assert titles(author, "zebra") == []


@pytest.mark.parametrize("words", ["", " ", "\x00", "%", "_", "a" * 5000, "' OR 1=1"])
def test_nonsense_finds_nothing(author, words):
    make_article(title="Page")
    assert titles(author, words) == []


def test_an_address_that_a_page_had_elsewhere_is_no_dead_link(django_assert_num_queries):
    make_article(slug="page").add_old_slugs(["/2020/page.html"])
    make_article(slug="draft", status="draft").add_old_slugs(["/2020/draft.html"])
    asked = ["/2020/page.html", "/2020/page.html#part", "/2020/draft.html", "/2020/gone.html", "https://example.org/x"]
    with django_assert_num_queries(1):
        assert dead_links(asked) == {"/2020/draft.html", "/2020/gone.html"}
    with django_assert_num_queries(0):
        assert dead_links(["https://example.org/2020/page.html", "#part"]) == set()
