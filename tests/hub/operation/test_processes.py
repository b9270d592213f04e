"""Processes that die, and units that start them again."""

import configparser
import json
import os
import re
import shutil
import signal
import subprocess
from pathlib import Path

import pytest
from django.core.management import get_commands

from tests.conftest import require
from tests.hub.running_site import GUNICORN, ROOT, Site, free_port, started
from tests.prepared import copy_prepared_data, environment_of_a_laptop

UNITS = sorted((ROOT / "deploy").glob("learning-hub*"))
SERVICES = [path for path in UNITS if path.suffix == ".service"]


def test_workers_end_when_the_first_process_is_killed_and_leave_the_port_to_the_next(tmp_path):
    copy_prepared_data(tmp_path / "data")
    port = free_port()
    site = Site(port, environment_of_a_laptop(tmp_path / "data", port), "", tmp_path / "log")
    for _ in range(2):
        with site.log.open("w") as log:
            process = subprocess.Popen(GUNICORN, cwd=ROOT, env=site.environment, stdout=log, stderr=log)
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        site.wait(process)
        site.until(lambda children=children: len(children.read_text().split()) == 2)
        workers = children.read_text().split()
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        site.until(lambda workers=workers: not any(is_alive(worker) for worker in workers))
        with pytest.raises(ConnectionError):
            site.get("/healthz")


def test_where_machines_read_the_log_a_site_writes_nothing_but_events(tmp_path):
    told = {"LOG_FORMAT": "json", "ACCESS_LOG": "1", "SLOW_QUERY_MS": "1"}
    with started(tmp_path, **told) as site:
        site.get("/", Host="evil.example\\")
        site.get("/no-such-page/")
        os.kill(site.process.pid, signal.SIGHUP)
        second = site.run(GUNICORN)
        workers = Path(f"/proc/{site.process.pid}/task/{site.process.pid}/children")
        os.kill(int(workers.read_text().split()[0]), signal.SIGKILL)
        site.until(lambda: "SIGKILL" in site.log.read_text())
        site.renew()
        site.get("/search/?q=django")
    events = [json.loads(line) for line in site.log.read_text().splitlines()]
    assert {"hub.access", "gunicorn.error"} <= {event["logger"] for event in events}
    assert second.returncode == 1
    assert second.stdout == ""
    assert "is in use" in [json.loads(line)["message"] for line in second.stderr.splitlines()][-1]


def is_alive(pid):
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


class Unit(configparser.RawConfigParser):
    optionxform = staticmethod(str)


def read(path):
    unit = Unit(strict=False, comment_prefixes=("#",), interpolation=None)
    unit.read(path)
    return unit


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.stem)
def test_a_service_has_the_environment_of_the_site_and_a_command_that_is_there(path):
    service = read(path)["Service"]
    assert service["EnvironmentFile"] == "/srv/hub/var/environment"
    assert service["User"] == "hub"
    program, *words = service["ExecStart"].split()
    assert Path(program).parent == Path("/srv/hub/.venv/bin")
    if words[0] == "manage.py":
        assert words[1] in get_commands()
    else:
        assert (ROOT / words[words.index("--config") + 1]).exists()


def test_all_services_are_locked_up_alike():
    locks = [path.read_text().split("ProtectSystem")[1].partition("[Install]")[0].split() for path in SERVICES]
    assert len(locks) == 3
    assert locks[0] == locks[1] == locks[2]
    assert {"NoNewPrivileges=yes", "ReadWritePaths=/srv/hub/var", "SystemCallFilter=@system-service"} <= {*locks[0]}


def test_every_timer_starts_a_service():
    timers = [path for path in UNITS if path.suffix == ".timer"]
    assert len(timers) == 2
    assert [
        path for path in timers if not path.with_suffix(".service").exists() or "OnCalendar" not in read(path)["Timer"]
    ] == []


def test_systemd_finds_no_fault_with_the_units(tmp_path):
    systemd = shutil.which("systemd-analyze")
    require(systemd, "systemd is not installed: apt-get install systemd")
    for unit in UNITS:  # the programs are not where they will be
        (tmp_path / unit.name).write_text(unit.read_text().replace("/srv/hub/.venv/bin/", "/usr/bin/env "))
    found = subprocess.run(
        [systemd, "verify", "--man=no", *map(str, sorted(tmp_path.iterdir()))], capture_output=True, text=True
    )
    assert (found.returncode, found.stdout + found.stderr) == (0, "")


def test_the_lines_for_cron_have_the_environment_of_the_site(tmp_path):
    lines = re.findall(r"^\d+ \d \* \* \*  (.*)$", (ROOT / "docs/operations.md").read_text(), re.MULTILINE)
    (tmp_path / "var").mkdir()
    (tmp_path / "var/environment").write_text("DATABASE_URL=said\n")
    python = tmp_path / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\necho "$2 $DATABASE_URL" >> asked\n')
    python.chmod(0o755)
    for line in lines:
        subprocess.run(["sh", "-euc", line.replace("/srv/hub", str(tmp_path))], cwd="/", check=True)
    assert (tmp_path / "asked").read_text() == "daily said\nbackup said\n"


def test_nginx_that_faces_clients_itself_believes_nothing_and_is_started_by_the_unit_of_debian(tmp_path):
    (command,) = re.findall(
        r"^(sed .*) > /etc/nginx/nginx.conf$", (ROOT / "docs/operations.md").read_text(), re.MULTILINE
    )
    text = subprocess.run(command.split(), cwd=ROOT, capture_output=True, text=True, check=True).stdout
    lines = {line.partition("#")[0].strip() for line in text.splitlines()}
    assert {"pid /run/nginx.pid;", "user www-data;", "listen 443 ssl http2 backlog=4096;"} <= lines
    assert len([line for line in lines if line.startswith("server 127.0.0.1:8000 ")]) == 2
    believed = ("set_real_ip_from", "https https", "site-1", "site-2", "/tmp", "listen 8080")
    assert [line for line in lines if any(word in line for word in believed)] == []
    nginx, openssl = shutil.which("nginx", path="/usr/sbin:/usr/bin"), shutil.which("openssl")
    require(nginx and openssl, "nginx and openssl are needed")
    own = ["-keyout", tmp_path / "hub.key", "-out", tmp_path / "hub.pem", "-subj", "/CN=hub.example.org"]
    subprocess.run([openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", *own], check=True, capture_output=True)
    (tmp_path / "nginx.conf").write_text(re.sub("/etc/nginx/|/run/|/var/cache/", f"{tmp_path}/", text))
    checked = subprocess.run([nginx, "-t", "-c", tmp_path / "nginx.conf"], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr
