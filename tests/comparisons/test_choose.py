"""Choosing by what is needed: who meets it, who misses it by one, and who cannot be judged."""

import gzip
import re

import pytest
from django.http import QueryDict

from comparisons.choose import Choice
from comparisons.models import Feature, Technology
from comparisons.needs import read_wish
from tests.comparisons.test_pages import page, queries
from tests.factories import make_fact, make_feature, make_release, make_technology

pytestmark = pytest.mark.django_db


def choose(query):
    return Choice(read_wish(QueryDict(query)))


def names(candidates):
    return [item.technology.name for item in candidates]


@pytest.fixture
def features():
    return [make_feature(name="ORM"), make_feature(name="Async support")]


@pytest.fixture
def field(features):
    """Technologies named after their answers to ORM and async support."""
    made = {}
    for answers in ["yes yes", "yes partial", "yes no", "no no", "yes unknown", "no unknown", "yes not_applicable"]:
        made[answers] = technology = make_technology(name=answers)
        for feature, level in zip(features, answers.split(), strict=True):
            make_fact(technology, feature, level=level)
    return made


def test_all_one_missing_and_unknown_are_told_apart(field):
    choice = choose("must=orm&must=async-support")
    assert names(choice.meeting) == ["yes yes"]
    assert names(choice.missing_one) == ["yes no", "yes not_applicable", "yes partial"]
    assert names(choice.unjudged) == ["yes unknown"]
    assert choice.rest_count == 2


def test_partial_means_partial_at_least(field):
    assert names(choose("must=orm&must=async-support.partial").meeting) == ["yes partial", "yes yes"]


def test_no_can_be_asked_for(field):
    choice = choose("must=orm.no")
    assert names(choice.meeting) == ["no no", "no unknown"]
    assert len(choice.missing_one) == 5


def test_what_fails_and_what_is_unknown_is_named_with_its_value(client, field):
    html = page(client, "/choose/?must=async-support&must=orm")
    fact = field["yes no"].facts.get(level="no")
    assert f'Async support: <a href="/facts/async-support/yes-no/">{fact.value}</a>' in html
    assert "Meet all your musts (1)" in html
    assert "Fail one must (3)" in html
    assert "not known (1)" in html
    assert "2 others fail more than one" in html


def test_the_places_that_answers_lead_to_exist(client, field):
    make_technology(name="Nothing known")
    paths = re.findall(r'href="(/facts/[^"]+)"', page(client, "/choose/?must=orm.no"))
    assert len(paths) > 2
    for path in paths:
        assert page(client, path)


def test_a_technology_nobody_asked_about_cannot_be_judged(field):
    make_technology(name="Nothing known")
    assert "Nothing known" in names(choose("must=orm").unjudged)


def test_a_fact_without_a_source_is_unknown_as_in_every_table(field):
    field["yes yes"].facts.get(feature__slug="orm").sources.all().delete()
    choice = choose("must=orm")
    assert "yes yes" not in names(choice.meeting)
    assert "yes yes" in names(choice.unjudged)


def offered(html):
    return re.findall(r'"checkbox" name="must" value="([^"]+)"', html)


def test_only_what_tells_the_technologies_apart_is_offered(client, field, features):
    for answers, level in (("yes yes", "yes"), ("yes no", "yes"), ("no no", "unknown")):
        make_fact(field[answers], Feature.objects.get_or_create(name="Shared", group=features[0].group)[0], level=level)
    plain = make_feature(name="Licence")
    make_fact(field["yes yes"], plain, level="", value="MIT")
    make_fact(field["yes no"], plain, level="", value="BSD")
    unsourced = make_feature(name="Hearsay")
    make_fact(field["yes yes"], unsourced, level="yes", sources=0)
    make_fact(field["yes no"], unsourced, level="no", sources=0)
    make_feature(name="Latest", derived_from="latest_release")
    make_release(field["yes yes"])
    assert offered(page(client, "/choose/")) == ["orm", "async-support"]


def test_what_is_asked_is_kept_where_it_tells_nothing_apart(client, field):
    shared = make_feature(name="Shared")
    make_fact(field["yes yes"], shared, level="yes")
    html = page(client, "/choose/?must=orm&must=shared&nice=async-support")
    assert '<input type="hidden" name="must" value="shared">' in html
    assert names(choose("must=shared").meeting) == ["yes yes"]


def test_the_kinds_of_technologies_come_first_and_narrow_what_is_offered(client, field, features):
    for name, level in (("Gunicorn", "yes"), ("Uvicorn", "no")):
        server = make_technology(name=name, kind="server")
        make_fact(server, Feature.objects.get_or_create(name="HTTP/2", group=features[0].group)[0], level=level)
        make_fact(server, features[0], level="yes")
    html = page(client, "/choose/")
    assert html.index("a server to run it") < html.index("<legend>ORM")
    assert set(offered(html)) == {"orm", "async-support", "http-2"}
    assert offered(page(client, "/choose/?kind=server")) == ["http-2"]
    assert names(choose("kind=server&must=http-2").candidates) == ["Gunicorn", "Uvicorn"]
    assert "Gunicorn" not in names(choose("kind=framework&must=orm").meeting)


def test_technologies_can_be_named(client, field):
    choice = choose("t=yes-yes&t=no-no&kind=server&must=orm")
    assert names(choice.candidates) == ["no no", "yes yes"]
    html = page(client, "/choose/?must=orm&t=no-no&t=yes-yes")
    assert "Among no no, yes yes." in html
    assert '<input type="hidden" name="t" value="no-no">' in html


def test_what_would_be_nice_is_counted_and_excludes_nobody(client, field):
    choice = choose("must=orm&nice=async-support")
    assert names(choice.meeting)[0] == "yes yes"
    assert len(choice.meeting) == 5
    html = page(client, "/choose/?must=orm&nice=async-support")
    assert "1 of 1 that would be nice" in html
    assert "0 of 1 that would be nice; not <a" in html
    assert "Async support</a> (no)" in html


def test_a_margin_is_told_by_what_it_consists_of(client, field, features):
    assert "yes yes is ahead of no no by ORM" not in page(client, "/choose/?must=orm")
    html = page(client, "/choose/?nice=orm&t=no-no&t=yes-yes")
    assert "yes yes is ahead of no no by ORM, and by nothing else you asked for." in html
    third = make_feature(name="Templates")
    make_fact(field["no no"], third)
    html = page(client, "/choose/?nice=orm&nice=templates&t=no-no&t=yes-yes")
    assert "have as many of what would be nice, and each has something that the other has not" in html
    html = page(client, "/choose/?nice=orm&t=yes-no&t=yes-yes")
    assert "What you asked for does not tell yes no and yes yes apart." in html
    assert "What you asked for does not tell the first 5 apart." in page(client, "/choose/?nice=orm")


def test_a_margin_says_where_nobody_knows_of_the_other(client, field):
    html = page(client, "/choose/?nice=async-support&t=yes-unknown&t=yes-yes")
    assert "ahead of yes unknown by Async support (not known of yes unknown), and by" in html


def test_who_is_told_apart_is_not_counted_among_those_who_are_not(client):
    orm, admin = make_feature(name="ORM"), make_feature(name="Admin panel")
    for name, feature in zip("ABCD", (orm, orm, admin, orm), strict=True):
        make_fact(make_technology(name=name), feature)
    assert "What you asked for does not tell A and B apart." in page(client, "/choose/?nice=admin-panel&nice=orm")


def test_a_must_is_more_than_what_would_be_nice(field):
    (need,) = choose("must=orm.no&nice=orm").wish.needs
    assert (need.weight, need.level) == ("must", "no")


def test_a_plain_value_among_levels_cannot_be_judged(field, features):
    odd = make_technology(name="Odd")
    make_fact(odd, features[0], level="", value="See the docs")
    assert names(choose("must=orm").unjudged) == ["Odd"]


def test_the_form_remembers_what_was_asked(client, field):
    html = page(client, "/choose/?must=orm.partial")
    assert html.count(" checked>") == 1
    assert '<input type="checkbox" name="must" value="orm.partial" checked>' in html


def test_each_need_can_be_another_or_dropped(client, field):
    html = page(client, "/choose/?must=orm&nice=async-support")
    for query in ("must=orm.partial&amp;nice=async-support", "must=orm.no&amp;nice=async-support", "must=orm"):
        assert f'href="/choose/?{query}#found"' in html
    assert "nice=async-support&amp;nice=orm#found" in html


@pytest.mark.parametrize("value", ["maybe", "yes.no", "unknown", "not_applicable", "%00", "<b>", "Yes", "x" * 5000])
def test_a_bad_value_gets_a_sentence(client, field, value):
    html = page(client, f"/choose/?must=async-support&must=orm.{value}")
    assert "is no answer to ORM" in html
    assert "<b>" not in html
    assert "Meets your must (1)" in html


@pytest.mark.parametrize(
    "query", ["must=zebra", "nice=ze%00bra.no", "t=zebra", "kind=zebra", "must=.", f"t={'z' * 5000}"]
)
def test_what_we_do_not_know_gets_a_sentence(client, field, query):
    assert '<p class="message">' in page(client, f"/choose/?{query}")


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("must=orm.yes&must=orm.no&must=async-support.partial", "must=async-support.partial&must=orm"),
        ("must=orm&nice=&zebra=", "must=orm"),
        ("must=orm&must=async-support&utm=x", "must=async-support&must=orm"),
        ("nice=async-support.yes&must=orm&kind=library&kind=framework", None),
        ("must=orm&must=orm&nice=orm", "must=orm"),
        ("t=yes-yes&t=no-no&t=no-no", "t=no-no&t=yes-yes"),
        ("must=", ""),
        ("must", ""),
    ],
)
def test_there_is_one_address_for_each_choice(client, field, asked, answered):
    response = client.get(f"/choose/?{asked}")
    assert response.status_code == 302
    if answered is None:
        answered = "kind=framework&kind=library&must=orm&nice=async-support"
    assert response["Location"] == f"/choose/{'?' if answered else ''}{answered}"
    assert client.get(response["Location"]).status_code == 200


def test_a_new_name_of_feature_or_technology_leaves_old_addresses_working(client, field, features):
    features[0].slug, field["yes no"].slug = "mapper", "renamed"
    features[0].save()
    field["yes no"].save()
    assert client.get("/choose/?must=orm&t=yes-no")["Location"] == "/choose/?must=mapper&t=renamed"


def test_unknown_parameters_are_ignored(client, field):
    html = page(client, "/choose/?zebra=yes&utm_source=x&page=-1")
    assert "Meet all" not in html
    assert "no answer" not in html


def test_those_that_meet_all_can_be_put_side_by_side(client, field):
    assert "/compare/?t=yes-partial&amp;t=yes-yes" in page(client, "/choose/?must=async-support.partial&must=orm")
    assert "/compare/?t=" not in page(client, "/choose/?must=async-support&must=orm")


def test_answers_are_not_indexed_and_the_form_is(client, field):
    assert "noindex" not in page(client, "/choose/")
    assert '<meta name="robots" content="noindex">' in page(client, "/choose/?must=orm")


def test_an_empty_hub_says_so(client):
    html = page(client, "/choose/")
    assert "No feature has an answer to choose by yet." in html
    assert "<button" not in html.split("<main")[1]


def test_the_queries_grow_neither_with_technologies_nor_with_needs(client, field, features):
    few = queries(client, "/choose/?must=orm&nice=async-support")
    needs = ["orm"]
    for _ in range(6):
        feature, technology = make_feature(), make_technology()
        make_fact(technology, feature)
        make_fact(technology, features[0])
        make_release(technology)
        needs.append(feature.slug)
    address = f"/choose/?{'&'.join(f'must={slug}' for slug in sorted(needs))}&nice=async-support"
    assert queries(client, address) == few <= 8


def test_the_page_sets_no_cookie(client, field):
    assert not client.get("/choose/?must=orm").cookies


def test_three_hundred_features_of_a_hundred_technologies_are_a_light_page(client):
    group = make_feature().group
    features = Feature.objects.bulk_create(
        Feature(
            name=f"Feature called {n}",
            slug=f"asked-{n}",
            group=group,
            definition_html=f"<p>What {n} is asked for, and why that matters to somebody.</p>",
        )
        for n in range(9000, 9300)
    )
    technologies = Technology.objects.bulk_create(Technology(name=f"T{n}", slug=f"t{n}") for n in range(100))
    for level, technology in (("yes", technologies[0]), ("no", technologies[1])):
        for feature in features:
            make_fact(technology, feature, level=level)
    response = client.get("/choose/?must=asked-9000&nice=asked-9299")
    assert len(offered(response.content.decode())) == 300
    assert len(gzip.compress(response.content)) < 60_000
    assert b'<details class="need-group">' in response.content
    everything = client.get("/choose/?" + "&".join(f"must={feature.slug}" for feature in features))
    assert (everything.status_code, len(gzip.compress(everything.content)) < 60_000) == (200, True)
    assert b"These are the first 12 of 300." in everything.content
