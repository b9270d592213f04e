"""Docker Compose: what somebody finds who breaks into one of its containers."""

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
import yaml

from tests.conftest import require
from tests.hub.dockerfile import ROOT, instructions

COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())
SERVICES = COMPOSE["services"]
EXACT = re.compile(r"[a-z-]+:\d+\.\d+(\.\d+)?(-slim)?")


@pytest.mark.parametrize("name", SERVICES)
def test_no_container_can_write_to_its_file_system_or_gain_rights(name):
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["cap_drop"] == ["ALL"]
    assert "cap_add" not in service
    assert "privileged" not in service


@pytest.mark.parametrize("name", SERVICES)
def test_no_log_fills_the_disk_and_what_is_being_done_is_finished(name):
    assert SERVICES[name]["logging"] == {"driver": "local"}  # rotates by itself
    assert int(SERVICES[name]["stop_grace_period"].rstrip("s")) > gunicorn_setting("graceful_timeout")


def test_nothing_runs_as_root():
    assert (SERVICES["nginx"]["user"], SERVICES["database"]["user"]) == ("nginx", "postgres")
    assert [argument for instruction, argument in instructions() if instruction == "USER"] == ["hub"]
    assert "listen 8080 " in (ROOT / "deploy/nginx.conf").read_text()
    assert [port.rpartition(":")[2] for port in SERVICES["nginx"]["ports"]] == ["8080"]


def test_images_are_named_by_their_exact_version():
    named = [service["image"] for service in SERVICES.values() if "build" not in service]
    named += [argument.split()[0] for instruction, argument in instructions() if instruction == "FROM"]
    assert len(named) == 4
    assert [name for name in named if not EXACT.fullmatch(name)] == []


def test_what_is_mounted_is_there():
    mounted = [volume.split(":")[0] for service in SERVICES.values() for volume in service["volumes"]]
    assert {name for name in mounted if not name.startswith("./")} == set(COMPOSE["volumes"])
    assert all((ROOT / name).exists() for name in mounted if name.startswith("./"))


def gunicorn_setting(name):
    return int(re.search(rf"^{name} = (\d+)$", (ROOT / "gunicorn.conf.py").read_text(), re.MULTILINE)[1])


@pytest.fixture
def cluster():
    """Runs commands beside a PostgreSQL of its own, on a socket in their folder, as the image does with its scripts."""
    programmes = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    require(programmes and not os.geteuid(), "PostgreSQL and root, who may become its user, are needed")
    # Not in pytest's folders, which are root's alone.
    folder = Path(tempfile.mkdtemp(prefix="cluster-"))
    shutil.chown(folder, "postgres")

    def run(*command):
        environment = {"PATH": f"{programmes[-1].parent}:{os.environ['PATH']}", "PGHOST": str(folder)}
        environment |= {"POSTGRES_USER": "postgres", "POSTGRES_PASSWORD": "it's"}
        options = {"user": "postgres", "cwd": folder, "env": environment, "timeout": 60}
        return subprocess.run(command, capture_output=True, text=True, **options)

    control = ["pg_ctl", "-D", f"{folder}/data", "-w", "-l", f"{folder}/log"]
    try:
        assert run("initdb", "-D", f"{folder}/data", "-U", "postgres", "--auth=trust").returncode == 0
        assert run(*control, "-o", f"-c listen_addresses='' -k {folder}", "start").returncode == 0
        yield run
        run(*control, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


FORBIDDEN = ["CREATE ROLE x", "CREATE DATABASE x", "COPY t TO PROGRAM 'id'", "SELECT pg_read_file('/etc/passwd')"]


def test_the_role_of_the_site_owns_its_database_and_is_no_superuser(cluster):
    made = cluster("sh", "-c", (ROOT / "deploy/database.sh").read_text())
    assert (made.returncode, made.stderr) == (0, "")

    def ask(sql, user="hub"):
        return cluster("psql", "-XAtqU", user, "-d", "hub", "-c", sql)

    assert ask("SELECT rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = 'hub'").stdout == "f|f|f\n"
    assert ask("CREATE TABLE t (n int); CREATE EXTENSION pg_trgm; SELECT 1").stdout == "1\n"
    assert [sql for sql in FORBIDDEN if ask(sql).returncode == 0] == []
    passwords = ask("SELECT rolname, rolpassword IS NULL FROM pg_authid WHERE rolcanlogin ORDER BY 1", "postgres")
    assert passwords.stdout == "hub|f\npostgres|t\n"
