"""manage.py fetch_releases: new releases come from feeds, prereleases and the past stay out, a failure stops nobody."""

import io
from functools import partial

import pytest
from django.core.management import CommandError, call_command

from comparisons.freshness import fetching
from comparisons.freshness.release_feeds import FeedError, parse_feed
from comparisons.freshness.release_titles import Kind
from comparisons.models import Fact, Release
from tests.factories import make_fact, make_feature, make_release, make_technology
from tests.local_site import local_site

fetch = partial(fetching.fetch, allowed=lambda address: True)


def atom(*versions, repository="https://github.com/django/django"):
    entries = "".join(
        f"<entry><id>x</id><updated>2026-10-0{day}T10:00:00Z</updated><title>{version}</title>"
        f'<link rel="self" href="https://example.org/"/>'
        f'<link rel="alternate" href="{repository}/releases/tag/{version}"/>'
        "</entry>"
        for day, version in enumerate(versions, 1)
    )
    return f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>{entries}</feed>'.encode()


def rss(*versions):
    items = "".join(
        f"<item><title>{version}</title><link>https://packages.example/project/django/{version}/</link>"
        f"<pubDate>Sat, 03 Oct 2026 23:30:00 -0500</pubDate></item>"
        for version in versions
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>{items}</channel></rss>'.encode()


# --- reading a feed ---


@pytest.mark.parametrize("feed", [atom("v6.2", "6.2rc1", "6.1.4"), rss("6.2", "6.2rc1", "6.1.4")])
def test_atom_and_rss_say_version_day_and_address(feed):
    first, second, third = parse_feed(feed)
    assert (first.version, first.kind, first.url.startswith("https://")) == ("6.2", Kind.STABLE, True)
    assert first.day in {"2026-10-01", "2026-10-03"}
    assert (second.version, second.kind) == ("6.2rc1", Kind.PRERELEASE)
    assert (third.version, third.kind) == ("6.1.4", Kind.STABLE)


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><rss><channel>&b;</channel></rss>'
)
XXE = b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&x;</title></item></channel></rss>'
EXTERNAL = b'<!DOCTYPE rss SYSTEM "http://127.0.0.1/x.dtd"><rss/>'


@pytest.mark.parametrize("data", [BOMB, XXE, EXTERNAL])
def test_a_feed_that_declares_anything_is_refused(data):
    with pytest.raises(FeedError, match="declares a document type"):
        parse_feed(data)


@pytest.mark.parametrize(
    "data",
    [b"", b"<rss>", b"\x00\xff", b"<html></html>", b"<rss>&nbsp;</rss>", b'<?xml version="1.0" encoding="x"?><rss/>'],
)
def test_what_is_no_feed_is_refused_with_a_sentence(data):
    with pytest.raises(FeedError, match=r"\.$"):
        parse_feed(data)


def test_space_before_the_declaration_and_the_first_kind_of_rss_are_read():
    item = (
        "<item><title>6.2</title><link>https://django.example/6.2</link><dc:date>2026-10-03T10:00:00Z</dc:date></item>"
    )
    spaces = "xmlns='http://purl.org/rss/1.0/' xmlns:dc='http://purl.org/dc/elements/1.1/'"
    rdf = f"<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' {spaces}>{item}</r:RDF>"
    (release,) = parse_feed(f"\n <?xml version='1.0'?>{rdf}".encode())
    assert (release.version, release.day) == ("6.2", "2026-10-03")


KNOWN_DAYS = (
    *("2026-10-03T23:30:00-05:00", "2026-10-03T10:00Z", "2026-10-03t10:00:00z", "2026-10-03T10:00:00.123456789Z"),
    *("2026-10-03 10:00:00 UTC", "2026-10-03 10:00:00 +0200", "20261003T100000Z", "2026-W40-6", "\n 2026-10-03 \n"),
    *("Sat, 3 Oct 2026 10:00 +0000", "3 Oct 2026 10:00:00 EST", "Saturday, 03-Oct-26 10:00:00 GMT", "03 Oct 2026"),
    *("Sat Oct  3 10:00:00 2026", "Sat, 03 October 2026 10:00:00 GMT", "October 3, 2026", "Sat, 03 Oct 2026"),
)
UNKNOWN_DAYS = (
    *(
        "03/10/2026",
        "10/03/2026",
        "2026/10/03",
        "3. Oktober 2026",
        "1790000000",
        "2026-10",
        "2026",
        "Oct 2026",
        "3 Oct",
    ),
    *("Sat, 31 Sep 2026 10:00:00 GMT", "Sat, 03 Oct 2026 99:99:99 GMT", "Sat, 03 Oct 2026 10:00:00 +9999"),
    *("Sat, 03 Oct 0026 10:00:00 GMT", "Sat, 03 Oct 69 10:00:00 GMT", "Sat, 03 Oct 2260 10:00:00 GMT", "2260-10-03"),
    *("٢٠٢٦-١٠-٠٣", "-2026-10-03", "2026-13-03", "2026-W40", "0000-00-00T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT"),
)
DATES = {
    "<pubDate>2026-10-03</pubDate>": "2026-10-03",
    "<pubDate>Sat, 03 Oct 2026 10:00:00 GMT</pubDate>": "2026-10-03",
    "<updated>Sat, 03 Oct 2026 10:00:00 GMT</updated>": "2026-10-03",
    "<x:date xmlns:x='http://purl.org/dc/elements/1.1/'>2026-10-03T10:00:00+02:00</x:date>": "2026-10-03",
    "<published>2026-10-03T10:00:00Z</published><updated>2026-10-09T10:00:00Z</updated>": "2026-10-03",
    "<x:issued xmlns:x='http://purl.org/dc/terms/'>2026-10-03</x:issued>": "2026-10-03",
    "<x:date xmlns:x='http://purl.org/dc/terms/'>Sat, 03 Oct 2026</x:date>": "2026-10-03",
    **{f"<pubDate>{text}</pubDate>": "2026-10-03" for text in KNOWN_DAYS},
    **{f"<pubDate>{text}</pubDate>": "" for text in UNKNOWN_DAYS},
    "": "",
    "<pubDate/>": "",
    "<pubDate>yesterday</pubDate>": "",
    "<pubDate>Sat, 03 Oct 99999999999999999999 10:00:00 GMT</pubDate>": "",
    "<updated>99999999999999999999-10-03</updated>": "",
    "<pubDate>3.10.2026</pubDate><updated>2026-10-09T10:00:00Z</updated>": "",
    "<updated>2026-02-30</updated>": "",
    "<updated>1970-01-01T00:00:00Z</updated>": "",
    "<updated>0001-01-01T00:00:00+14:00</updated>": "",
    "<updated>9999-12-31T23:59:59-12:00</updated>": "",
}


@pytest.mark.parametrize(
    "before",
    ["\n", " \r\n\t", "\ufeff", "\n\ufeff", "\ufeff\n", "\ufeff\ufeff", "\xa0", "\u200b\n", "\u2060", "\f\v"],
)
def test_what_programs_write_before_a_feed_without_wanting_to_does_not_stop_it(before):
    (release,) = parse_feed(before.encode() + rss("6.2"))
    assert (release.version, release.day) == ("6.2", "2026-10-03")


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1", "windows-1252", "utf-8-sig"])
def test_a_feed_is_read_in_the_encoding_that_it_declares(encoding):
    name = encoding.removesuffix("-sig")
    item = "<item><title>6.2</title><link>https://django.example/größe</link></item>"
    feed = f"<?xml version='1.0' encoding='{name}'?><rss><channel>{item}</channel></rss>"
    assert [found.url for found in parse_feed(feed.encode(encoding))] == ["https://django.example/größe"]


@pytest.mark.parametrize("tag", ["plugin/v6.2", "plugin%2Fv6.2", "service/s3/v6.2/", "v6.2-wip"])
def test_a_tag_of_something_else_in_the_repository_is_left_to_an_editor(tag):
    (release,) = parse_feed(atom("6.2").replace(b"tag/6.2", f"tag/{tag}".encode()))
    assert (release.version, release.kind) == ("6.2", Kind.UNCLEAR)


@pytest.mark.parametrize(
    "page", ["project/django/6.2/", "-/releases/v6.2", "news/6.2.html", "release-notes/6-2-Final.html"]
)
def test_a_page_that_names_the_same_version_contradicts_no_title(page):
    item = f"<item><title>Django 6.2</title><link>https://django.example/{page}</link></item>"
    (release,) = parse_feed(f"<rss><channel>{item}</channel></rss>".encode(), names={"Django"})
    assert (release.version, release.kind) == ("6.2", Kind.STABLE)


@pytest.mark.parametrize(("date", "day"), DATES.items())
def test_a_day_is_read_however_it_is_written_and_never_made_up(date, day):
    (release,) = parse_feed(f"<rss><channel><item><title>6.2</title>{date}</item></channel></rss>".encode())
    assert release.day == day


def test_a_feed_as_deep_as_its_size_allows_does_no_harm():
    for name in (b"a", b"item", b"entry"):
        inner = b"<%b>" % name * 150_000 + b"</%b>" % name * 150_000
        assert parse_feed(b"<rss>" + inner + b"</rss>") == []


# --- the command ---


@pytest.fixture
def site():
    with local_site() as site:
        yield site


@pytest.fixture
def django(db, site):
    technology = make_technology(name="Django", releases_url=f"{site.url}/django.atom")
    make_release(technology, "6.0.3")
    make_release(technology, "5.2.9")
    return technology


def run(*arguments, **options):
    """What the command says on its two channels, and what it failed with."""
    out, err, failure = io.StringIO(), io.StringIO(), ""
    try:
        call_command("fetch_releases", *arguments, stdout=out, stderr=err, fetch=fetch, **options)
    except CommandError as error:
        failure = str(error)
    return out.getvalue(), err.getvalue(), failure


def test_new_releases_are_recorded_and_queue_the_facts_checked_before(django, site):
    fact = make_fact(django, make_feature(), verified_version="6.0.3")
    site.add("/django.atom", atom("6.1", "6.2b1", "6.0.4", "5.2.10", "5.1"))
    out, err, failure = run()
    assert "Django: 6.0.4, 6.1 (1 prereleases left out)" in out
    assert "Checked against an older release: 1 facts." in out
    assert (err, failure) == ("", "")
    made = Release.objects.get(version="6.1")
    assert (made.released_on, made.source_title) == ("2026-10-01", "6.1")
    assert made.source_url == "https://github.com/django/django/releases/tag/6.1"
    assert list(Fact.objects.outdated()) == [fact]
    assert Release.objects.count() == 4


def test_running_it_twice_changes_nothing(django, site):
    site.add("/django.atom", atom("v6.1.0", "6.0.4"))
    run()
    before = list(Release.objects.order_by("pk").values())
    site.add("/django.atom", atom("6.1", "6.0.4"))
    assert "Django: nothing new" in run()[0]
    assert list(Release.objects.order_by("pk").values()) == before


UNCLEAR = ["Django 6.2: the one with tasks", "6.2-vorab", "6.2 (Vorabversion)", "Django 7 released", "6.2", "6.2 gamma"]


@pytest.mark.parametrize("title", UNCLEAR)
def test_what_is_not_sure_is_left_to_an_editor_with_its_title_and_queues_no_check(django, site, title):
    fact = make_fact(django, make_feature(), verified_version="6.0.3")
    date = "" if title == "6.2" else "<pubDate>Sat, 03 Oct 2026 10:00:00 GMT</pubDate>"
    item = f"<item><title>{title}</title><link>/news/17</link>{date}</item>"
    site.add("/django.atom", f"<rss><channel>{item}</channel></rss>")
    out, err, failure = run()
    assert f"Django: nothing new\nDjango: left to an editor: “{title}” ({site.url}/news/17)\n" in out
    assert (err, failure, Release.objects.count()) == ("", "", 2)
    assert fact not in Fact.objects.outdated()


def test_several_releases_of_one_entry_are_read_and_old_ones_are_nobodys_work(django, site):
    title = "Django security releases issued: 6.1.3, 6.0.9 and 5.2.17"
    titles = (title, "Django 5.0: the last of its kind", "Thanks to everybody")
    items = "".join(f"<item><title>{words}</title><pubDate>2026-11-03</pubDate></item>" for words in titles)
    site.add("/django.atom", f"<rss><channel>{items}</channel></rss>")
    out = run()[0]
    assert "Django: 6.0.9, 6.1.3\n" in out
    assert "editor" not in out
    assert set(Release.objects.filter(source_title=title).values_list("version", flat=True)) == {"6.1.3", "6.0.9"}


def test_of_a_technology_without_releases_only_the_newest_is_recorded(site, db):
    make_technology(name="Flask", releases_url=site.add("/flask.atom", atom("3.1.2", "3.1.3", "2.0")))
    run()
    assert Release.objects.get().version == "3.1.3"


def test_one_technology_that_fails_does_not_stop_the_others(django, site):
    site.add("/django.atom", rss("6.1"))
    broken = {"gone": None, "bomb": BOMB, "words": b"Hello", "huge": b"x" * (fetching.MOST_BYTES + 1)}
    for name, body in broken.items():
        make_technology(name=name, releases_url=f"{site.url}/{name}")
        if body:
            site.add(f"/{name}", body)
    out, err, failure = run()
    assert "Django: 6.1" in out
    assert "1 of 5 feeds read." in out
    assert failure == "Failed: bomb, gone, huge, words."
    assert "gone: The feed answered with status 404." in err
    assert "bomb: The feed declares a document type" in err
    assert "huge: Its answer is larger than 2048 kB." in err
    assert Release.objects.filter(technology__name__in=broken).count() == 0


def test_an_impossible_release_is_left_to_an_editor_and_the_others_of_its_feed_are_recorded(django, site):
    site.add("/django.atom", atom("6.1", f"7.{'1' * 50}"))
    out, _, failure = run()
    assert "Django: 6.1\nDjango: left to an editor: “7.111" in out
    assert failure == ""
    assert Release.objects.count() == 3


def test_names_of_technologies_narrow_it_down_and_wrong_ones_are_said(django, site):
    make_technology(name="Flask")
    assert run("flask")[2] == "Flask has no releases feed: enter one at the desk."
    assert run("flsk")[2] == "There is no technology flsk."
    site.add("/django.atom", atom("6.1"))
    assert "1 of 1 feeds read." in run("django")[0]


def test_by_default_a_feed_at_a_private_address_is_not_asked(django, site):
    err = io.StringIO()
    with pytest.raises(CommandError):
        call_command("fetch_releases", stdout=io.StringIO(), stderr=err)
    assert "127.0.0.1 is a private address, which is never asked." in err.getvalue()
    assert site.asked == []
