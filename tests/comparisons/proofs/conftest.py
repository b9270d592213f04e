"""Two versions of a tiny package for Python, and of one for Node, which only these tests can install."""

import shutil

import pytest

from comparisons.proofs.environments import find_runtime, make_environment
from comparisons.script_headers import Package
from tests.conftest import require
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
