"""Support windows: bars on one axis, figures beside them, a calendar, and what ends soon."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comparisons.models import Release, Technology
from comparisons.support import folded, support_chart, to_calendar
from comparisons.values import last_day
from tests.desk import make_staff, signed_in
from tests.factories import make_comparison, make_feature, make_release, make_technology

pytestmark = pytest.mark.django_db
TODAY = datetime.datetime(2026, 11, 29, 9, tzinfo=datetime.UTC)


@pytest.fixture
def django(time_machine):
    time_machine.move_to(TODAY)
    technology = make_technology(name="Django")
    ends = {"full_support_until": "2027-04", "supported_until": "2027-12"}
    make_release(technology, "6.1", released_on="2026-08-05", **ends)
    make_release(technology, "6.1.3", released_on="2026-11-03", **ends)
    make_release(technology, "5.1", released_on="2024-08-07", supported_until="2025-12-03")
    make_release(technology, "4.1", released_on="2022-08-03")
    return technology


def chart(*technologies, **options):
    found = Technology.objects.for_table().filter(pk__in=[technology.pk for technology in technologies])
    return support_chart(found, **options)


@pytest.mark.parametrize(
    ("text", "day"), [("2028-02", "2028-02-29"), ("2027", "2027-12-31"), ("2027-04-05", "2027-04-05")]
)
def test_what_is_known_in_part_ends_with_its_last_day(text, day):
    assert last_day(text).isoformat() == day


def test_each_release_line_has_a_bar_from_its_first_release_to_its_ends(django):
    found = chart(django)
    ((technology, windows),) = found.rows
    assert technology == django
    assert [window.release.version for window in windows] == ["6.1", "5.1"]
    assert (found.first.isoformat(), found.last.isoformat()) == ("2024-08-07", "2027-12-31")
    newest, oldest = windows
    assert (oldest.start, oldest.full) == (0, 0)
    assert newest.start + newest.width == 1000
    assert 0 < newest.full < newest.width
    assert newest.start < found.today < newest.start + newest.full


def test_of_a_comparison_those_that_ended_are_left_out(django):
    ((_, windows),) = chart(django, make_technology(), ended=False).rows
    assert [window.release.version for window in windows] == ["6.1"]
    assert chart(make_technology()) is None


def test_readers_see_bars_with_their_figures_and_no_more_queries(django, client):
    other = make_technology()
    page = make_comparison([django, other], [make_feature()]).get_absolute_url()

    def queries():
        with CaptureQueriesContext(connection) as captured:
            html = client.get(page).text
        return len(captured), html

    client.get(page)
    many, html = queries()
    words = "(latest 6.1.3, 3 November 2026), full support until April 2027, security fixes until December 2027"
    assert f"from 5 August 2026 {words}" in html
    assert words in html
    assert html.count('class="window"') == 1
    assert words in client.get(django.get_absolute_url()).text
    Release.objects.update(supported_until="", full_support_until="")
    few, html = queries()
    assert many == few
    assert "How long versions are supported" not in html


def test_the_calendar_has_each_end_on_its_last_day(django, client):
    response = client.get(f"{django.get_absolute_url()}support.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    lines = response.content.decode().split("\r\n")
    assert [line for line in lines if line.startswith("DTSTART")] == [
        "DTSTART;VALUE=DATE:20270430",
        "DTSTART;VALUE=DATE:20271231",
        "DTSTART;VALUE=DATE:20251203",
    ]
    assert "SUMMARY:Django 6.1: full support ends" in lines
    assert (lines[0], lines[-2], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR", "")
    assert len({line for line in lines if line.startswith("UID")}) == 3
    assert client.get("/technologies/none/support.ics").status_code == 404


def test_names_of_any_script_make_no_line_too_long_and_no_line_of_their_own(django):
    Technology.objects.filter(pk=django.pk).update(name="框架,;\\" * 10)
    text = to_calendar(Technology.objects.for_table().get(pk=django.pk))
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    unfolded = text.replace("\r\n ", "")
    assert "SUMMARY:" + "框架\\,\\;\\\\" * 10 + " 6.1: full support ends" in unfolded
    assert folded("a" * 75) == "a" * 75
    assert folded("a" * 76) == f"{'a' * 75}\r\n a"


@pytest.mark.parametrize(
    ("until", "is_soon"),
    [("2027-02-27", True), ("2027-02-28", False), ("2026-11", True), ("2026-11-28", False), ("2027-01", True)],
)
def test_a_line_that_ends_within_ninety_days_is_said_on_its_column_and_at_the_desk(django, client, until, is_soon):
    Release.objects.filter(version="6.1").update(supported_until=until, full_support_until="")
    page = make_comparison([django, make_technology()], [make_feature()])
    assert ("6.1 ends" in client.get(page.get_absolute_url()).text) == is_soon
    desk = signed_in(make_staff("Editors")).get("/admin/").text
    assert ("Releases whose support ends within 90 days" in desk) == is_soon
    assert ("6.1 until" in desk) == is_soon
