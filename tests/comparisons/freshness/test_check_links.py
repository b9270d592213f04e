"""manage.py check_links: polite, resumable, and slow to call a source dead."""

import datetime
import io
from contextlib import suppress
from functools import partial

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from comparisons.freshness import fetching, link_checks
from comparisons.freshness.fetching import FetchError, Response, Unreachable
from comparisons.models import Fact, LinkCheck, Source
from tests.factories import make_fact, make_feature, make_release, make_technology
from tests.local_site import local_site

pytestmark = pytest.mark.django_db
fetch = partial(fetching.fetch, allowed=lambda address: True)
START = datetime.datetime(2026, 11, 1, 9, tzinfo=datetime.UTC)


@pytest.fixture
def site():
    with local_site() as site:
        yield site


@pytest.fixture
def fact():
    return make_fact(make_technology(), make_feature(), sources=0)


def add_source(fact, url):
    return Source.objects.create(fact=fact, title="Docs", url=url)


def run(*, fetch=fetch, pause=0, **options):
    out = io.StringIO()
    call_command("check_links", stdout=out, fetch=fetch, pause=pause, **options)
    return out.getvalue()


def answering(*answers):
    """A stand-in for ``fetch``: gives these statuses or errors in turn, the last one for ever; ``asked`` lists all."""
    queue = list(answers)

    def fetch(url, *, method, limit, deadline):
        fetch.asked.append((method, url))
        answer = queue.pop(0) if len(queue) > 1 else queue[0]
        if isinstance(answer, BaseException):
            raise answer
        status, headers = answer if isinstance(answer, tuple) else (answer, {})
        return Response(url, status, headers)

    fetch.asked = []
    return fetch


def test_every_address_that_readers_are_sent_to_is_asked_with_progress(site, fact):
    add_source(fact, site.add("/docs"))
    make_release(fact.technology, source_url=site.add("/notes"))
    make_technology(homepage=site.add("/home"), documentation=f"{site.url}/gone")
    out = run()
    assert "4 addresses, 4 of them to ask now." in out
    assert f"4/4 {site.url}/notes: status 200" in out
    assert f"{site.url}/gone: status 404" in out
    assert "1 failing, 0 of them dead" in out
    assert site.asked == [("HEAD", "/docs"), ("HEAD", "/gone"), ("GET", "/gone"), ("HEAD", "/home"), ("HEAD", "/notes")]
    assert dict(LinkCheck.objects.values_list("url", "failures"))[f"{site.url}/gone"] == 1


def test_it_goes_on_where_it_stopped_and_leaves_alone_what_answered_lately(fact, time_machine):
    time_machine.move_to(START)
    for number in range(4):
        add_source(fact, f"https://site{number}.example/")
    first = answering(200)
    assert "Left to ask: 2." in run(fetch=first, limit=2)
    second = answering(200)
    run(fetch=second)
    assert [url for _, url in first.asked + second.asked] == [f"https://site{number}.example/" for number in range(4)]
    time_machine.move_to(START + datetime.timedelta(days=6))
    run(fetch=(third := answering(200)))
    assert third.asked == []
    time_machine.move_to(START + datetime.timedelta(days=8))
    run(fetch=(fourth := answering(200)))
    assert len(fourth.asked) == 4


def test_an_interrupted_check_has_stored_what_it_learned(fact):
    for number in range(3):
        add_source(fact, f"https://site{number}.example/")
    with pytest.raises(KeyboardInterrupt):
        run(fetch=answering(200, KeyboardInterrupt()))
    assert LinkCheck.objects.get().url == "https://site0.example/"


def test_a_source_is_dead_after_three_failures_over_three_days_and_alive_with_one_answer(fact, time_machine):
    url = add_source(fact, "https://docs.example/").url
    for day, dead in [(0, False), (1, False), (2, False), (3, True)]:
        time_machine.move_to(START + datetime.timedelta(days=day, hours=1, minutes=day))
        run(fetch=answering(FetchError("It did not answer in time.")))
        assert LinkCheck.objects.dead().exists() == dead
    assert list(Fact.objects.with_dead_source()) == [fact]
    assert LinkCheck.objects.get().answer == "It did not answer in time."
    time_machine.move_to(START + datetime.timedelta(days=4, hours=2))
    assert "0 failing, 0 of them dead" in run(fetch=answering(200))
    assert not LinkCheck.objects.dead().exists()
    assert LinkCheck.objects.get(url=url).failing_since is None


def test_many_failures_within_an_hour_are_one(fact, time_machine):
    add_source(fact, "https://docs.example/")
    for minutes in range(5):
        time_machine.move_to(START + datetime.timedelta(minutes=minutes))
        run(fetch=answering(500))
    assert LinkCheck.objects.get().failures == 1


@pytest.mark.parametrize(("status", "failures"), [(401, 0), (403, 0), (404, 1), (410, 1), (500, 1), (301, 0), (204, 0)])
def test_a_site_that_does_not_talk_to_programs_is_not_gone(fact, status, failures):
    add_source(fact, "https://docs.example/")
    run(fetch=answering(status))
    assert LinkCheck.objects.get().failures == failures


def test_a_site_that_is_down_without_saying_for_how_long_fails(fact):
    add_source(fact, "https://docs.example/")
    run(fetch=answering(503))
    assert LinkCheck.objects.get().failures == 1


@pytest.mark.parametrize("refusal", [405, 404, 501, FetchError("It cannot be read.")])
def test_where_head_is_not_answered_get_is_asked(fact, refusal):
    add_source(fact, "https://docs.example/")
    run(fetch=(fetch := answering(refusal, 200)))
    assert [method for method, _ in fetch.asked] == ["HEAD", "GET"]
    assert LinkCheck.objects.get().failures == 0


def test_a_site_that_asks_for_time_gets_it_and_so_does_everything_on_it(fact, time_machine):
    time_machine.move_to(START, tick=False)
    for name in ("a", "b"):
        add_source(fact, f"https://busy.example/{name}")
    out = run(fetch=(fetch := answering((429, {"retry-after": "7200"}))))
    assert fetch.asked == [("HEAD", "https://busy.example/a")]
    assert "https://busy.example/b: left for later" in out
    check = LinkCheck.objects.get()
    assert (check.failures, check.not_before) == (0, START + datetime.timedelta(hours=2))
    time_machine.move_to(START + datetime.timedelta(hours=1))
    run(fetch=(fetch := answering(200)))
    assert fetch.asked == [("HEAD", "https://busy.example/b")]
    time_machine.move_to(START + datetime.timedelta(hours=3))
    run(fetch=answering(200))
    assert set(LinkCheck.objects.values_list("not_before", "answer")) == {(None, "status 200")}


@pytest.mark.parametrize(
    ("header", "hours"),
    [
        ("7200", 2),
        ("Sun, 01 Nov 2026 12:00:00 GMT", 3),
        ("", 1),
        ("soon", 1),
        ("-5", 0),
        ("9" * 30, 1),
        ("99999999", 168),
    ],
)
def test_how_long_to_wait_is_read_as_seconds_or_as_a_date(header, hours, time_machine):
    time_machine.move_to(START, tick=False)
    assert link_checks.rest_until(header) - timezone.now() == datetime.timedelta(hours=hours)


def test_sites_take_turns_and_each_gets_a_pause(fact):
    for url in ("https://a.example/1", "https://a.example/2", "https://b.example/1"):
        add_source(fact, url)
    naps = []
    walk = link_checks.Walk(answering(200), pause=5, sleep=naps.append)
    order = link_checks.due_addresses(link_checks.used_addresses(), days=7)
    assert order == ["https://a.example/1", "https://b.example/1", "https://a.example/2"]
    for url in order:
        walk.check(url)
    assert len(naps) == 1
    assert 4 < naps[0] <= 5


def test_a_page_of_this_site_is_not_asked(fact):
    add_source(fact, "/articles/how-we-measure/")
    assert "0 addresses" in run(fetch=(fetch := answering(404)))
    assert fetch.asked == []


def test_what_nothing_names_any_more_is_forgotten(fact):
    source = add_source(fact, "https://docs.example/")
    run(fetch=answering(404))
    source.delete()
    run(fetch=answering(404))
    assert not LinkCheck.objects.exists()


def test_a_private_address_is_not_asked_and_an_impossible_one_does_no_harm(fact, site):
    add_source(fact, f"{site.url}/docs")
    add_source(fact, "https://[broken/")
    out = run(fetch=fetching.fetch)
    assert site.asked == []
    assert "is a private address, which is never asked." in out
    assert LinkCheck.objects.filter(failures=1).count() == 2


def test_an_address_that_drips_costs_one_bounded_time_however_often_it_is_asked(db, monkeypatch):
    clock, allowed = [0.0], []
    monkeypatch.setattr(link_checks.time, "monotonic", lambda: clock[0])

    def fetch(url, *, method, limit, deadline):
        allowed.append(deadline)
        clock[0] += deadline
        raise FetchError("It did not answer in time.")

    walk = link_checks.Walk(fetch, pause=0)
    for url in ("https://tarpit.example/a", "https://tarpit.example/b"):
        assert walk.check(url).failures == 1
    assert allowed == [link_checks.DEADLINE, 1, link_checks.DEADLINE, 1]


def reaching(*sites):
    """A stand-in for ``fetch``, for which these sites answer, and nothing comes from others."""

    def fetch(url, **options):
        site = link_checks.site_of(url)
        fetch.asked.add(site)
        if site not in sites:
            raise Unreachable(f"There is no site {site}.")
        return Response(url, 200)

    fetch.asked = set()
    return fetch


def test_without_a_network_no_site_is_at_fault_and_that_is_said_once(fact, capsys):
    for number in range(40):
        add_source(fact, f"https://site{number:02}.example/")
    with pytest.raises(CommandError, match="No site can be reached, so the fault is here"):
        run(fetch=(fetch := reaching()))
    assert not LinkCheck.objects.exists()
    assert len(fetch.asked) == link_checks.MOST_SILENT + 1


@pytest.mark.parametrize("known", ["https://known.example/", ""])
def test_a_site_that_is_silent_alone_is_at_fault_where_one_that_answered_before_still_does(fact, time_machine, known):
    time_machine.move_to(START)
    if known:
        add_source(fact, known)
        run(fetch=reaching("known.example"))
    add_source(fact, "https://gone.example/")
    time_machine.move_to(START + datetime.timedelta(days=1))
    with suppress(CommandError):
        run(fetch=reaching("known.example"))
    failing = LinkCheck.objects.filter(failures=1, answer="There is no site gone.example.")
    assert failing.exists() == bool(known)


def test_a_network_that_goes_away_in_the_middle_leaves_the_rest_as_it_was(fact):
    sites = [f"site{number:02}.example" for number in range(40)]
    for site in sites:
        add_source(fact, f"https://{site}/")
    working = reaching(*sites[:5], *sites[6:20])

    def fetch(url, **options):
        lost = len(working.asked) >= 20
        return (reaching() if lost else working)(url, **options)

    with pytest.raises(CommandError, match="No site can be reached"):
        run(fetch=fetch)
    assert LinkCheck.objects.filter(failures=0).count() == 19
    assert [check.url for check in LinkCheck.objects.filter(failures=1)] == [f"https://{sites[5]}/"]


def test_many_sites_in_a_row_that_are_gone_are_noted_where_another_answers(fact, time_machine):
    time_machine.move_to(START)
    add_source(fact, "https://known.example/")
    run(fetch=reaching("known.example"))
    for number in range(25):
        add_source(fact, f"https://gone{number:02}.example/")
    run(fetch=reaching("known.example"))
    assert LinkCheck.objects.filter(failures=1).count() == 25


def test_a_machine_without_a_network_is_told_from_an_answer_that_makes_no_sense(site, monkeypatch):
    monkeypatch.setattr(fetching.socket, "getaddrinfo", lambda *args, **options: [])
    with pytest.raises(Unreachable):
        fetch("https://docs.example/")
    monkeypatch.undo()
    with pytest.raises(Unreachable):
        fetch("http://127.0.0.1:1/")
    with pytest.raises(FetchError) as told:
        fetching.fetch(f"{site.url}/")
    assert not isinstance(told.value, Unreachable)
