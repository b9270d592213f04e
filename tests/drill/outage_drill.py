"""The database stops, or says nothing: hot pages go on as if nothing were, and all else says so at once."""

import os
import sys
import time

import pytest

from tests.drill.readers import SteadyReaders
from tests.hub.page_cache.test_hanging_database import PAGES, check_outage, check_recovery, site_behind_relay

pytestmark = pytest.mark.postgresql
HOT = 50  # milliseconds, of 99 in a hundred
CASES = {"stopped for 20 s": ("cut", "mend", 20), "stopped for 150 s": ("cut", "mend", 150)}
CASES |= {"hung for 60 s": ("hold", "release", 60)}


@pytest.mark.parametrize("case", CASES)
def test_hot_pages_do_not_notice_an_outage_and_everything_is_normal_two_seconds_after(
    prepared_database, tmp_path, case
):
    begin, end, seconds = CASES[case]
    with site_behind_relay(prepared_database, tmp_path) as (site, relay), SteadyReaders(site, PAGES) as readers:
        getattr(relay, begin)()
        began = time.monotonic()
        check_outage(site)
        time.sleep(max(0, seconds - (time.monotonic() - began)))
        check_outage(site)
        getattr(relay, end)()
        check_recovery(site)
    sys.stdout.write(
        f"\ndatabase {case}: {len(readers.answers):,} hot pages {readers.statuses}, p99 {readers.slowest():.0f} ms, "
        f"slowest {readers.slowest(0):.0f} ms; load {os.getloadavg()[0]:.1f}\n"
    )
    assert set(readers.statuses) == {200}
    assert readers.slowest() < HOT
