"""Release lines: which release begins one, its newest patch, and its support where no day is published."""

import json
import re
import sqlite3
from contextlib import closing, nullcontext
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from comparisons.freshness.link_checks import used_addresses
from comparisons.models import Release, Technology
from comparisons.support import support_chart, to_calendar
from hub.content.yaml_text import read_yaml
from tests.comparisons.test_pages import page
from tests.desk import form_at
from tests.factories import make_comparison, make_feature, make_release, make_technology
from tests.hub.content.content_files import NOTHING_NEW, export_content, import_content, write_files

pytestmark = pytest.mark.django_db

FILE = """name: Express
kind: framework
releases:
- version: 5.3.0
  released: 2026-10-09
  source:
    title: Releases
    url: https://example.org/releases
  verified: 2026-11-22
- version: 4.0.0
  released: 2014-04
  full_support_until: 2025-03
  extended_support_until: 2031-05-01
  support: supported
  line: '4'
  lts: true
  source:
    title: Releases
    url: https://example.org/releases
  support_source:
    title: Support
    url: https://example.org/support
  verified: 2026-11-22
"""


@pytest.fixture
def express():
    technology = make_technology(name="Express")
    make_release(technology, "5.3.0", released_on="2026-10-09")
    make_release(technology, "5.0.0", released_on="2024-09-10", line="5", support="supported")
    make_release(technology, "4.22.3", released_on="2026-09-14")
    make_release(
        technology, "4.0.0", released_on="2014-04", line="4", full_support_until="2025-03", support="supported"
    )
    make_release(technology, "3.0.0", released_on="2012-10-23", line="3", support="ended")
    return technology


def read(technology):
    return Technology.objects.for_table().get(pk=technology.pk)


@pytest.mark.parametrize(
    ("line", "version", "begins"),
    [
        ("4", "4.22.3", True),
        ("4", "v4.1", True),
        ("4", "40.1.0", False),
        ("4", "14.4.0", False),
        ("", "4.0.7", True),
        ("", "4.1.0", False),
        ("22", "22", True),
        ("pre-1", "4.0.0", False),
    ],
)
def test_a_release_is_of_the_line_that_its_version_begins_with(line, version, begins):
    assert Release(version="4.0.0", line=line).begins_line_of(Release(version=version)) == begins


def test_a_line_is_told_with_its_newest_patch_and_the_narrowest_line_counts(express):
    make_release(express, "4.20.0", released_on="2024-09-10", supported_until="2030")
    make_release(express, "4.20.1", released_on="2024-10-08")
    make_release(express, "5.4.0-beta", released_on="2026-11-01", is_prerelease=True)
    lines = {line.line_name: line.last_of_line.version for line in read(express).release_lines}
    assert lines == {"5": "5.3.0", "4.20": "4.20.1", "4": "4.22.3", "3": "3.0.0"}
    first = {release.version: release.first_of_line.version for release in read(express).releases.all()}
    assert (first["4.22.3"], first["4.20.1"], first["5.3.0"]) == ("4.0.0", "4.20.0", "5.0.0")


def test_without_a_day_readers_are_told_what_is_known_and_no_day(express, client):
    html = page(client, express.get_absolute_url())
    assert "from 10 September 2024 (latest 5.3.0, 9 October 2026), supported, no end published</dd>" in html
    assert "full support until March 2025, supported, no end published</dd>" in html
    assert "from 23 October 2012, support has ended</dd>" in html
    assert "<td>Of the 5 line</td>" in html
    assert "ends soon" not in html.split('class="window-axis"')[0]
    compared = page(client, make_comparison([express, make_technology()], [make_feature()]).get_absolute_url())
    assert "5.3.0 · supported, no end published" in compared
    assert "support has ended" not in compared
    assert ">4.22</a>" in compared.split('<ul class="glance')[1].split("</ul>")[0]
    assert "DTSTART;VALUE=DATE:20250331" in to_calendar(read(express))
    assert "SUMMARY:Express 4: full support ends" in to_calendar(read(express))
    assert to_calendar(read(express)).count("DTSTART") == 1


def test_a_bar_without_a_day_goes_as_far_as_is_known(express):
    Release.objects.filter(version="5.0.0").update(support="", supported_until="2028", extended_support_until="2030")
    chart = support_chart([read(express)])
    newest, undated, ended = chart.rows[0][1]
    assert (newest.end, newest.end + newest.extended) == (newest.start + newest.width, 1000)
    assert (undated.end, undated.extended) == (chart.today, 0)
    assert 0 < undated.full < undated.width
    assert (ended.width, ended.full, ended.extended) == (0, 0, 0)


def test_a_release_without_a_line_of_which_anything_is_known_says_so(client):
    technology = make_technology()
    make_release(technology, "2.1.0")
    make_release(technology, "1.0.0", support="ended")
    assert "<td>Nothing published</td>" in page(client, technology.get_absolute_url())
    assert "no end of support published" in page(
        client, make_comparison([technology, make_technology()], [make_feature()]).get_absolute_url()
    )


def test_a_day_and_no_day_or_half_a_source_are_refused_in_words(express, tmp_path):
    release = express.releases.get(version="5.0.0")
    release.supported_until, release.support_source_title = "2028", "Support"
    with pytest.raises(ValidationError) as refused:
        release.full_clean()
    assert refused.value.messages == [
        "Give the end of security fixes, or what is known without a day; not both.",
        "A source of support needs a title and an address.",
    ]
    broken = FILE.replace("  full_support_until", "  supported_until: 2030\n  full_support_until")
    problems = import_content(write_files(tmp_path, {"technologies/express.yaml": broken})).problems
    assert "not both" in problems[0]


@pytest.mark.parametrize(
    ("full", "fixes", "extended", "is_right"),
    [
        ("2027", "2028", "2029", True),
        ("2027-04", "2027", "2027-12-31", True),  # each by its last day
        ("2027", "2027", "2027", True),
        ("2028-01-01", "", "2028", True),
        ("", "2027-12", "", True),
        ("2028", "2027", "", False),
        ("2027-12-02", "2027-12-01", "2030", False),
        ("", "2028-05", "2028-04-30", False),
        ("2028-01", "", "2027", False),
        ("2027", "2027-12-30", "", False),
    ],
)
def test_ends_of_support_are_in_order_or_refused_in_a_sentence(full, fixes, extended, is_right, admin_client, tmp_path):
    technology = make_technology(slug="express")
    release = make_release(technology, "5.0.0")
    ends = {"full_support_until": full, "supported_until": fixes, "extended_support_until": extended}
    form = {f"releases-0-{name}": end for name, end in ends.items()}
    address = reverse("admin:comparisons_technology_change", args=[technology.pk])
    saved = admin_client.post(address, form_at(admin_client, address, **form))
    assert (saved.status_code == 302) == is_right
    assert ("these ends are not in order" in saved.text) != is_right
    rest = re.sub("  (full_sup|extended_sup|sup)port[a-z_]*: .*\n", "", FILE)
    file = rest.replace("  line: ", "".join(f"  {name}: '{end}'\n" for name, end in ends.items() if end) + "  line: ")
    problems = import_content(write_files(tmp_path, {"technologies/express.yaml": file})).problems
    assert any("these ends are not in order" in problem for problem in problems) != is_right
    with transaction.atomic(), nullcontext() if is_right else pytest.raises(IntegrityError):
        Release.objects.filter(pk=release.pk).update(**ends)


def test_files_bring_all_of_it_in_and_out_and_cost_the_ordinary_release_no_key(tmp_path):
    assert import_content(write_files(tmp_path / "in", {"technologies/express.yaml": FILE})).problems == []
    export_content(tmp_path / "out")
    written = (tmp_path / "out/technologies/express.yaml").read_text()
    ordinary, line = written.split("- version: ")[1:]
    assert not {"line:", "support:", "support_source:", "extended"} & set(ordinary.split())
    assert all(f"  {part}\n" in line for part in ("support: supported", "extended_support_until: 2031-05-01"))
    assert "https://example.org/support" in line
    assert Release.objects.get(version="4.0.0").line == "4"
    assert import_content(tmp_path / "out").total.startswith(NOTHING_NEW)


def test_json_and_markdown_tell_line_patch_and_source_apart(express, client):
    source = {"support_source_title": "Support", "support_source_url": "https://example.org/support"}
    Release.objects.filter(version="5.0.0").update(**source)
    address = f"{make_comparison([express, make_technology()], [make_feature()]).get_absolute_url().rstrip('/')}.json"
    told = json.loads(client.get(address).text)["technologies"][0]
    latest, (five, four, three) = told["latest_release"], told["release_lines"]
    assert (latest["version"], latest["line"], latest["support"]) == ("5.3.0", "5", "supported")
    assert latest["supported_until"] is None
    assert latest["support_source"] == {"title": "Support", "url": "https://example.org/support"}
    assert five["newest_patch"] == {"version": "5.3.0", "released_on": "2026-10-09"}
    assert (five["version"], four["full_support_until"], three["support"]) == ("5.0.0", "2025-03", "ended")
    text = client.get(f"{express.get_absolute_url().rstrip('/')}.md").text
    assert "| 5.3.0 | 9 October 2026 | of the 5 line |" in text
    assert "supported, no end published |  | [Release notes](https://example.org/releases), [Support](https://" in text


def test_the_download_knows_what_is_supported_without_a_day(express, tmp_path):
    make_release(express, "6.0.0", released_on="2026-11-01", line="6", supported_until="2031", is_lts=True)
    call_command("export_data", str(tmp_path))
    with closing(sqlite3.connect(tmp_path / "facts.sqlite")) as facts:
        found = facts.execute("SELECT version FROM supported_releases").fetchall()
        lines = facts.execute("SELECT line, support FROM releases WHERE version = '3.0.0'").fetchall()
    assert (found, lines) == ([("4.0.0",), ("5.0.0",), ("6.0.0",)], [("3", "ended")])


def test_the_source_of_support_is_linked_and_watched(express, client):
    source = {"support_source_title": "Version support", "support_source_url": "https://example.org/support"}
    Release.objects.filter(version="4.0.0").update(**source)
    assert '<a href="https://example.org/support">Version support</a>' in page(client, express.get_absolute_url())
    assert "https://example.org/support" in used_addresses()


def test_the_desk_and_the_grid_have_it(express, admin_client):
    form = admin_client.get(reverse("admin:comparisons_technology_change", args=[express.pk])).text
    assert all(f'name="releases-0-{name}"' in form for name in ("line", "support", "support_source_url"))
    comparison = make_comparison([express, make_technology()], [make_feature()])
    grid = admin_client.get(reverse("admin:comparisons_comparison_table", args=[comparison.pk])).text
    assert "5.3.0, supported, no end published" in grid


def test_thirty_shipped_releases_have_an_end_by_those_who_made_them():
    read = [
        read_yaml(path.read_text().split("\nfacts:")[0])
        for path in Path(settings.BASE_DIR, "content/technologies").glob("*.yaml")
    ]
    found = [release for technology in read for release in technology.get("releases", ())]
    ending = [release for release in found if "supported_until" in release]
    assert len(ending) >= 30
    sources = [release.get("support_source", release["source"])["url"] for release in ending]
    assert not [url for url in sources if "endoflife.date" in url]
