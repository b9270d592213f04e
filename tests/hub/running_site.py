"""The site as `make run` starts it: production settings, gunicorn, a database and static files of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.prepared import PREPARE, ROOT, copy_prepared_data, environment_of_a_laptop

PATIENCE = 300  # seconds, for a machine that is busy with something else
GUNICORN = [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py", "--log-level", "warning"]


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@dataclass
class Site:
    """A running site: where it listens, its environment, what its first start printed, its log, its code."""

    port: int
    environment: dict
    first_words: str
    log: Path
    code: Path = ROOT

    @property
    def pid_file(self):
        return self.log.with_suffix(".pid")

    @contextmanager
    def served(self):
        """Serve until the block ends, whichever process is the first by then."""
        with self.log.open("w") as log:
            command = [*GUNICORN, "--pid", str(self.pid_file)]
            self.process = subprocess.Popen(command, cwd=self.code, env=self.environment, stdout=log, stderr=log)
        try:
            self.wait(self.process)
            yield self
        finally:
            self.stop()
            assert self.process.wait(timeout=30) == 0

    def stop(self):
        self.until(lambda: not Path(f"{self.pid_file}.2").exists())  # a new first process has taken its place by then
        with suppress(FileNotFoundError, ProcessLookupError):
            os.kill(int(self.pid_file.read_text()), signal.SIGTERM)
        self.until(lambda: not self.pid_file.exists())

    def renew(self):
        """Replace all processes by new ones with the code as it is now, as docs/operations.md says."""
        old = self.pid_file.read_text()
        os.kill(int(old), signal.SIGUSR2)
        self.until(Path(f"{self.pid_file}.2").exists)
        os.kill(int(old), signal.SIGTERM)
        self.until(lambda: self.pid_file.exists() and self.pid_file.read_text() != old)

    def until(self, condition):
        deadline = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > deadline:
                pytest.fail(f"It did not come to this:\n{self.log.read_text()}")
            time.sleep(0.05)

    def get(self, path, method="GET", **headers):
        """The answer to one request, with its body read."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, path, headers={name.replace("_", "-"): text for name, text in headers.items()})
        response = connection.getresponse()
        response.body = response.read()
        connection.close()
        return response

    def run(self, command, **environment):
        """A finished process with the environment of the site."""
        environment = self.environment | environment
        return subprocess.run(command, cwd=self.code, env=environment, capture_output=True, text=True, timeout=120)

    def wait(self, process):
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and process.poll() is None:
            try:
                return self.get("/healthz")
            except ConnectionError:
                time.sleep(0.05)
        pytest.fail(f"The server did not start:\n{self.log.read_text()}")


@contextmanager
def started(folder, code=ROOT, *, fresh=False, **environment):
    """A running site with its data in the folder; the environment may name another database.

    It has a copy of what was prepared once, and so must that database; a ``fresh`` one prepares itself.
    """
    port = free_port()
    environment = environment_of_a_laptop(folder / "data", port) | environment
    site = Site(port, environment, "", folder / f"log-{port}", code)
    if fresh:
        prepared = site.run(PREPARE)
        assert prepared.returncode == 0, prepared.stderr
        site.first_words = prepared.stdout
    else:
        copy_prepared_data(folder / "data")
    with site.served():
        yield site


@contextmanager
def second_site(first):
    """Another process on the same data, as on another machine."""
    port = free_port()
    with Site(port, first.environment | {"PORT": str(port)}, "", first.log.with_name(f"log-{port}")).served() as site:
        yield site
