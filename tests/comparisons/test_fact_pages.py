"""One answer on a page of its own, under an address that stays."""

import pytest
from django.utils import timezone

from articles.history import trash
from comparisons.models import Change, Correction, Verification
from tests.comparisons.test_pages import page, queries
from tests.desk import make_staff
from tests.factories import make_comparison, make_fact, make_feature, make_proof, make_release, make_technology

pytestmark = pytest.mark.django_db
ADDRESS = "/facts/orm/django/"


@pytest.fixture
def fact():
    django = make_technology(name="Django")
    make_release(django, "6.1.3")
    orm = make_feature(name="ORM", definition="Whether rows are *objects*.", rubric="- **Yes**: built in")
    return make_fact(django, orm, value="Built in", note="Since ever.", verified_version="5.2", verified_how="source")


def make_check(fact, **fields):
    check = {"verified_on": "2026-11-22", "verified_version": "5.2", "method": "source", "name": "erika"}
    return Verification.objects.create(fact=fact, user=make_staff(), **{**check, **fields})


def make_correction(fact, **fields):
    about = {"about": str(fact), "technology": fact.technology, "feature": fact.feature}
    sent = {
        "problem": "A secret told to the desk",
        "email": "rita@example.org",
        "source_url": "https://example.org/says",
    }
    decided = {"state": "accepted", "decided_at": timezone.now()}
    return Correction.objects.create(**{**about, **sent, **decided, **fields})


def make_change(fact, text):
    return Change.objects.create(technology=fact.technology, feature=fact.feature, text=text, reason="Since 6.0")


def test_an_answer_has_a_page_with_value_note_check_and_sources(client, fact):
    html = page(client, ADDRESS)
    assert "ORM in Django</h1>" in html
    assert '<span class="mark mark-yes">Yes</span> Built in' in html
    assert "Since ever." in html
    assert "read in the source; 6.1.3 is out." in html
    source = fact.sources.get()
    assert f'<a href="{source.url}">{source.title}</a>' in html
    assert "Whether rows are <em>objects</em>." in html
    assert f'<link rel="canonical" href="http://127.0.0.1:8000{ADDRESS}">' in html
    assert "noindex" not in html


def test_it_tells_every_change_and_check_and_by_what_it_is_shown(client, fact):
    make_change(fact, "ORM in Django: no → yes")
    make_check(fact, verified_on="2025-01-02", verified_version="5.1", outcome="changed")
    make_proof(fact.technology, fact.feature)
    html = page(client, ADDRESS)
    assert "ORM in Django: no → yes" in html
    assert "Since 6.0" in html
    assert "2 January 2025</time>, against 5.1, read in the source: changed" in html
    assert 'href="/proofs/orm/django/"' in html
    assert "Shown by a script: “" in html


def test_of_others_it_tells_nothing(client, fact):
    for other in (make_fact(make_technology(), fact.feature), make_fact(fact.technology, make_feature())):
        make_change(other, "Another answer")
        make_check(other, verified_version="9.9.9")
        make_correction(other, name="Somebody else")
        make_proof(other.technology, other.feature)
    html = page(client, ADDRESS)
    for words in ("Another answer", "9.9.9", "Somebody else", "/proofs/"):
        assert words not in html.partition("<main")[2]


def test_accepted_corrections_are_told_and_nothing_that_was_sent_to_the_desk_alone(client, fact):
    make_correction(fact, name="Rita")
    make_correction(fact)
    make_correction(fact, name="Declined Dan", state="declined", answer="No")
    make_correction(fact, name="Open Olga", state="open")
    make_check(fact)
    html = page(client, ADDRESS)
    assert 'found by <span dir="auto">Rita</span>' in html
    assert 'found by <span dir="auto">a reader</span>' in html
    for secret in ("A secret told", "rita@example.org", "Declined Dan", "Open Olga", "erika"):
        assert secret not in html


def test_comparisons_that_show_it_are_named_and_no_draft(client, fact):
    make_comparison([fact.technology, make_technology()], [fact.feature], title="Shows it")
    make_comparison([fact.technology, make_technology()], [make_feature()], title="Other rows")
    make_comparison([fact.technology, make_technology()], [fact.feature], title="A draft", status="draft")
    html = page(client, ADDRESS)
    assert "Shows it" in html
    assert "Other rows" not in html
    assert "A draft" not in html


def test_what_nobody_answered_has_a_page_that_says_so_and_that_search_engines_leave_out(client, fact):
    make_feature(name="Async")
    html = page(client, "/facts/async/django/")
    assert "Nobody has checked this yet." in html
    assert '<meta name="robots" content="noindex">' in html
    assert 'href="/corrections/new/?about=fact:async:django"' in html
    assert "/facts/async/" not in client.get("/sitemap.xml").content.decode()


def test_a_fact_without_a_source_is_unknown_as_in_every_table(client, fact):
    fact.sources.all().delete()
    html = page(client, ADDRESS)
    assert "Built in" not in html
    assert "mark-unknown" in html


def test_what_releases_answer_has_a_page_too(client, fact):
    make_feature(name="Latest stable", derived_from="latest_release")
    assert "6.1.3 (15 January 2026)" in page(client, "/facts/latest-stable/django/")


def test_former_slugs_of_both_lead_on_and_keep_the_query(client, fact):
    fact.feature.slug, fact.technology.slug = "mapper", "django-web"
    fact.feature.save()
    fact.technology.save()
    for former in (ADDRESS, "/facts/mapper/django/", "/facts/orm/django-web/"):
        response = client.get(f"{former}?x=1")
        assert (response.status_code, response["Location"]) == (301, "/facts/mapper/django-web/?x=1")


def test_what_is_gone_says_so_and_what_never_was_is_not_found(client, fact):
    assert client.get("/facts/orm/zebra/").status_code == 404
    assert client.get("/facts/zebra/django/").status_code == 404
    trash.discard(fact.technology)
    assert client.get(ADDRESS).status_code == 410


def test_the_queries_do_not_grow(client, fact):
    few = queries(client, ADDRESS)
    for number in range(5):
        make_change(fact, f"Change {number}")
        make_check(fact)
        make_correction(fact)
        make_release(fact.technology, f"6.{number}")
        make_comparison([fact.technology, make_technology()], [fact.feature])
    assert queries(client, ADDRESS) == few <= 12


def test_it_is_one_of_the_pages_that_caches_keep(client, fact):
    response = client.get(ADDRESS)
    assert "public" in response["Cache-Control"]
    assert not response.cookies
    assert fact.get_absolute_url() == ADDRESS
