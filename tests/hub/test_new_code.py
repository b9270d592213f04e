"""New code is started beside the old, as docs/operations.md says, and nobody who asks meanwhile notices."""

import os
import re
import signal
import subprocess
from pathlib import Path

import pytest

from tests.hub.dockerfile import ROOT, make_context
from tests.hub.running_site import started
from tests.hub.test_many_machines import PAGE, Readers


@pytest.fixture
def site(tmp_path):
    """A site whose code may be changed."""
    with started(tmp_path, code=make_context(tmp_path / "code")) as site:
        yield site


def change(site, file, old, new):
    path = site.code / file
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


def documented_commands(site):
    """The last lines of docs/operations.md on new code, with the PID file of this site."""
    part = (ROOT / "docs/operations.md").read_text().partition("## New code")[2]
    block = re.search(r"```sh\n(.*?)```", part, re.DOTALL)[1]
    return block[block.index("kill -USR2") :].replace("var/gunicorn.pid", str(site.pid_file))


def start_new_code(site):
    before = site.pid_file.read_text()
    subprocess.run(["sh", "-c", documented_commands(site)], check=True, timeout=90)
    site.until(lambda: site.pid_file.exists() and site.pid_file.read_text() != before)


def test_new_code_is_served_and_no_request_fails_meanwhile(site):
    assert b"Disallow: /new/" not in site.get("/robots.txt").body
    with Readers(site, "/", PAGE, "/healthz") as readers:
        for name in ("/new/", "/newer/"):
            change(site, "hub/machines.py", "Disallow: /admin/", f"Disallow: /admin/\nDisallow: {name}")
            start_new_code(site)
    assert f"Disallow: {name}".encode() in site.get("/robots.txt").body
    assert readers.count > 10
    assert readers.failures == []


def test_code_that_cannot_be_loaded_leaves_the_old_serving(site):
    change(site, "hub/machines.py", "DAY = ", "DAY = unknown = nothing.at_all\nDAY = ")
    before = site.pid_file.read_text()
    os.kill(site.process.pid, signal.SIGUSR2)
    site.until(lambda: "nothing" in site.log.read_text())
    assert site.get("/").status == 200
    assert (site.pid_file.read_text(), Path(f"{site.pid_file}.2").exists()) == (before, False)


def test_a_hang_up_mixes_no_code_and_says_what_to_do_instead(site):
    change(site, "hub/machines.py", "Disallow: /admin/", "Disallow: /new/")
    site.process.send_signal(signal.SIGHUP)
    site.until(lambda: "SIGHUP is left alone" in site.log.read_text())
    assert b"Disallow: /admin/" in site.get("/robots.txt").body
    assert site.process.poll() is None
