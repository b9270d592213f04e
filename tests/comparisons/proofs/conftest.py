"""Two versions of a tiny package for Python, and of one for Node, which only these tests can install."""

import secrets
import shutil
import time
from pathlib import Path

import pytest

from comparisons.proofs.environments import find_runtime, make_environment
from comparisons.proofs.sandbox import run_script
from comparisons.script_headers import Package
from tests.conftest import require
from tests.factories import make_fact, make_feature, make_release, make_technology
from tests.packages import WITH, WITHOUT, make_tarball, make_wheel, npm_registry


@pytest.fixture(scope="session")
def wheels(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheels")
    make_wheel(folder, "1.0", WITHOUT["py"])
    make_wheel(folder, "2.0", WITH["py"])
    return folder


@pytest.fixture(scope="session")
def kept_environments(tmp_path_factory):
    return tmp_path_factory.mktemp("data")


@pytest.fixture
def locked_room(settings, monkeypatch, wheels, kept_environments):
    """A machine that can run proofs, whose pip finds the wheels of these tests and nothing else."""
    require(shutil.which("bwrap"), "bubblewrap is not installed")
    settings.DATA_DIR = kept_environments
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(wheels))


@pytest.fixture
def python(locked_room):
    return find_runtime("python")


@pytest.fixture
def environment(python):
    return make_environment(python, (Package("demo", "2.0"),))


@pytest.fixture
def npm(locked_room, monkeypatch, tmp_path):
    require(shutil.which("npm"), "Node.js and npm are not installed")
    tarballs = {"1.0.0": make_tarball("1.0.0", WITHOUT["mjs"]), "2.0.0": make_tarball("2.0.0", WITH["mjs"])}
    monkeypatch.setenv("npm_config_cache", str(tmp_path / "cache"))
    with npm_registry(tarballs) as address:
        monkeypatch.setenv("npm_config_registry", address)
        yield address


@pytest.fixture
def demo():
    """The fact that the technology Demo greets, as somebody checked it against the release that is out."""
    technology = make_technology(name="Demo")
    make_release(technology, "1.0")
    return make_fact(
        technology, make_feature(name="Greeting"), verified_version="1.0", level="no", value="Says nothing"
    )


@pytest.fixture
def run(python, environment):
    """Runs the text of a script in Python. What it printed last is what it saw; no text is a failure of ours."""

    def run(script, *arguments):
        mark = secrets.token_hex(8)
        result = run_script(script, "py", python, environment, arguments=(*arguments, mark))
        assert processes(mark) == []
        return result

    return run


def processes(mark):
    """The processes with this argument that are still there, after a moment in which they may end."""
    for _ in range(20):
        if not (left := command_lines(mark)):
            return []
        time.sleep(0.1)
    return left


def command_lines(mark):
    return [line for path in Path("/proc").glob("[0-9]*/cmdline") if mark in (line := command_line(path))]


def command_line(path):
    try:
        return path.read_text().replace("\0", " ")
    except OSError:
        return ""
