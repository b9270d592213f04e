"""Two sites behind nginx are replaced one after the other, a second apart, while readers ask."""

import os
import sys
import time
from contextlib import ExitStack

import pytest

from tests.drill.readers import SteadyReaders
from tests.hub.running_site import Site
from tests.hub.test_many_machines import PAGE, machines  # noqa: F401

pytestmark = pytest.mark.postgresql
MANY = 2_000  # requests
PATHS = [PAGE, "/", "/healthz", "/readyz", "/technologies/django/"]


def renew(site, stack):
    """New code beside the old, as docs/operations.md says."""
    site.renew()
    return site


def start_anew(site, stack):
    """The site is stopped and started, as a container is replaced."""
    site.stop()
    site.process.wait(timeout=30)
    return stack.enter_context(Site(site.port, site.environment, "", site.log).served())


@pytest.mark.parametrize("replace", [renew, start_anew])
def test_no_request_fails_while_the_sites_are_replaced(machines, replace):  # noqa: F811
    *sites, front = machines
    rounds = 0
    with ExitStack() as stack, SteadyReaders(front, PATHS, a_second=60, threads=3) as readers:
        while len(readers.answers) < MANY:
            for number, site in enumerate(sites):
                sites[number] = replace(site, stack)
                time.sleep(1)
            rounds += 1
    failed = [answer for answer in readers.answers if answer[2] != 200]
    sys.stdout.write(
        f"\nboth sites replaced {rounds} times ({replace.__name__}): {len(failed)} of {len(readers.answers):,} "
        f"requests failed, p99 {readers.slowest():.0f} ms; load {os.getloadavg()[0]:.1f}\n"
    )
    assert failed == []
