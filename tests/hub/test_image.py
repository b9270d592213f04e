"""The container image: the Dockerfile's own steps, run on the build context as .dockerignore leaves it.

`make image` builds it really, where an engine is at hand.
"""

import os
import shlex
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.hub.dockerfile import ROOT, Build, make_context
from tests.hub.running_site import PATIENCE, free_port


def install(stage, command):
    """The step of pip, as it is where nothing may be skipped.

    Elsewhere the pins are looked at, and the packages are those of the tests: fetching takes as long as many tests.
    """
    if os.environ.get("REQUIRE_SERVICES") == "1":
        assert stage.run(["sh", "-c", command]).wait(timeout=300) == 0
        return
    words = shlex.split(stage.place(command))
    pins = Path(words[words.index("--requirement") + 1]).read_text()
    assert "--require-hashes" in words
    assert "django==" in pins
    assert pins.count("==") <= pins.count("--hash=sha256:")
    (site_packages,) = stage.root.glob("venv/lib/python*/site-packages")
    (site_packages / "packages.pth").write_text(sysconfig.get_path("purelib"))
    shutil.copy(Path(sys.executable).with_name("gunicorn"), stage.root / "venv/bin/gunicorn")
    gunicorn = stage.root / "venv/bin/gunicorn"
    gunicorn.write_text(f"#!{stage.root}/venv/bin/python\n" + gunicorn.read_text().partition("\n")[2])


@pytest.fixture(scope="module")
def image():
    """The last stage, built in a folder that the user of the image can reach."""
    base = Path(tempfile.mkdtemp(prefix="image-"))
    base.chmod(0o755)
    try:
        yield Build(make_context(base / "context"), base, install).stage
    finally:
        shutil.rmtree(base)


def runs_as(uid):
    """Whether a process of that user can be started here and finds this Python."""
    if os.geteuid():
        return False
    try:
        look = [sys.executable, "-c", "import django"]
        return subprocess.run(look, user=uid, cwd="/", capture_output=True).returncode == 0
    except PermissionError:
        return False


@contextmanager
def started(image, uid):
    owner = {"user": uid} if runs_as(uid) else {}
    if owner:
        shutil.chown(image.root / "data", uid)
    environment = {
        "PORT": str(free_port()),
        "SECRET_KEY": "a-key-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz",
        "ALLOWED_HOSTS": "hub.example.org",
        "HOME": str(image.root / "data"),
    }
    with (image.root / "tmp/log").open("w") as log:
        command = image.commands["CMD"]
        site = image.run(command, environment=environment, stdout=log, stderr=log, start_new_session=True, **owner)
        try:
            yield site, environment
        finally:
            os.killpg(site.pid, signal.SIGTERM)
            site.wait(timeout=30)


def test_the_build_context_has_all_that_is_copied_and_nothing_that_is_private(image):
    context = image.root.with_name("context")
    assert {"base.txt", "extras.txt"} <= {path.name for path in (context / "requirements").iterdir()}
    assert {path.name for path in context.iterdir()} <= {path.name for path in ROOT.iterdir()} - {
        "var",
        ".git",
        ".env",
        ".venv",
    }
    assert not list(context.rglob("__pycache__"))


def test_the_image_serves_as_its_user_and_passes_its_health_check(image):
    assert image.user != "root"
    assert (image.root / "app/static-collected/staticfiles.json").exists()
    with started(image, uid=10001) as (site, environment):
        deadline = time.monotonic() + PATIENCE
        while asked(image, environment) != 0 and site.poll() is None and time.monotonic() < deadline:
            time.sleep(0.2)
        assert asked(image, environment) == 0, (image.root / "tmp/log").read_text()
    assert asked(image, environment) != 0


def asked(image, environment):
    return image.run(image.commands["HEALTHCHECK"], environment=environment, stderr=subprocess.DEVNULL).wait(timeout=30)
