"""Errors are reported to Sentry where its address is set, and nothing of those who use the site with them."""

import gzip
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import brotli

from tests.hub.running_site import ROOT

UNPACK = {"gzip": gzip.decompress, "br": brotli.decompress}

FAIL = """
import django, logging, sys
django.setup()
from django.test import Client, override_settings
from django.urls import path

def fails(request):
    logging.getLogger("articles.models.audit").warning("Could not sign in: %s", "typed" + "-name")
    return 1 / 0

class Broken:
    urlpatterns = [path("fails/", fails)]
    handler500 = "hub.views.server_error"

with override_settings(ROOT_URLCONF=Broken):
    cookie, words = "own" + "-cookie", "typed" + "-words"  # not as such in a line of code, which is reported
    Client(raise_request_exception=False, headers={"Cookie": f"a={cookie}"}).post("/fails/", {"x": words})
if "sentry_sdk" in sys.modules:
    sys.modules["sentry_sdk"].flush()
"""


class Sentry(BaseHTTPRequestHandler):
    """Takes what is reported."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.reported.append(UNPACK[self.headers["Content-Encoding"]](body).decode())
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args):
        pass


def fail(folder, **environment):
    known = {name: os.environ[name] for name in ("PATH", "HOME", "LD_LIBRARY_PATH") if name in os.environ}
    known |= {
        "ALLOWED_HOSTS": "testserver",
        "DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "hub.settings",
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-c", FAIL]
    return subprocess.run(command, env=known | environment, cwd=folder, capture_output=True, text=True, timeout=60)


def test_an_error_is_reported_without_what_people_typed_only_where_that_is_asked_for(tmp_path):
    with HTTPServer(("127.0.0.1", 0), Sentry) as server:
        server.reported = []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for environment in ({}, {"SENTRY_DSN": f"http://key@127.0.0.1:{server.server_port}/1"}):
            process = fail(tmp_path, **environment)
            assert "ZeroDivisionError" in process.stderr
        server.shutdown()
    reports = [report for report in server.reported if "ZeroDivisionError" in report]
    assert len(reports) == 1
    assert "/fails/" in reports[0]
    assert not {word for word in ("own-cookie", "typed-words", "typed-name", '"vars"') if word in reports[0]}


def test_without_its_package_it_says_what_to_install(tmp_path):
    (tmp_path / "sentry_sdk.py").write_text("raise ImportError")
    process = fail(tmp_path, SENTRY_DSN="http://key@127.0.0.1:1/1", PYTHONPATH=f"{tmp_path}:{ROOT}")
    assert process.stderr.strip().endswith("SENTRY_DSN needs requirements/extras.txt.")
