"""New code is started beside the old, as docs/operations.md says, and nobody who asks meanwhile notices."""

import os
import re
import signal
import subprocess
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.hub.dockerfile import ROOT, make_context
from tests.hub.running_site import started
from tests.hub.test_many_machines import PAGE, Readers


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A site whose code may be changed."""
    folder = tmp_path_factory.mktemp("site")
    with started(folder, code=make_context(folder / "code"), fresh=True) as site:
        yield site


@contextmanager
def changed(site, old, new):
    """Other code in a module of views, until the block ends."""
    path = site.code / "hub/health.py"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    yield
    path.write_text(text)


def documented_commands(site):
    """The last lines of docs/operations.md on new code, with the PID file of this site."""
    part = (ROOT / "docs/operations.md").read_text().partition("## New code")[2]
    commands = re.search(r"^kill -USR2.*?(?=```)", part, re.DOTALL | re.MULTILINE)[0]
    return commands.replace("var/gunicorn.pid", str(site.pid_file))


def start_new_code(site):
    before = site.pid_file.read_text()
    subprocess.run(["sh", "-c", documented_commands(site)], check=True, timeout=90)
    site.until(lambda: site.pid_file.exists() and site.pid_file.read_text() != before)


def test_new_code_is_served_and_no_request_fails_meanwhile(site):
    with Readers(site, "/", PAGE, "/healthz") as readers:
        for path in ("/new/", "/newer/"):
            with changed(site, 'HttpResponse("ok\\n"', f'HttpResponse("ok {path}\\n"'):
                start_new_code(site)
            assert site.get("/healthz").body.decode() == f"ok {path}\n"
    assert readers.count > 10
    assert readers.failures == []


def test_code_that_cannot_be_loaded_leaves_the_old_serving(site):
    before = site.pid_file.read_text()
    with changed(site, "DAY = ", "DAY = nothing_of_this_name = nowhere_to_be_found\nDAY = "):
        os.kill(int(before), signal.SIGUSR2)
        site.until(lambda: "'nowhere_to_be_found' is not defined" in site.log.read_text())
    assert site.get("/").status == 200
    assert (site.pid_file.read_text(), Path(f"{site.pid_file}.2").exists()) == (before, False)


def test_a_hang_up_mixes_no_code_and_says_what_to_do_instead(site):
    before = site.pid_file.read_text()
    with changed(site, 'HttpResponse("ok\\n"', 'HttpResponse("mixed\\n"'):
        os.kill(int(before), signal.SIGHUP)
        site.until(lambda: "SIGHUP is left alone" in site.log.read_text())
        assert site.get("/healthz").body == b"ok /newer/\n"
    assert site.pid_file.read_text() == before
