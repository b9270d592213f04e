"""What a web framework costs before it does anything: processor time to a first answer, and memory after it.

    .venv/bin/python -m benchmarks.bare_starts            # each nine times, in turns; medians

Each program is a process of its own with one route, asked once and then ended. The Python ones are called by their
interface, WSGI or ASGI, without a server; those of Node.js listen, as Node brings its own. The runtimes stand beside
them with an empty program. Time is user and system time of the process, so that waiting for others does not count;
memory is what is resident at the end (RSS), shared libraries included.
"""

import os
import re
import sys
import tempfile
from pathlib import Path
from statistics import median

import django

from benchmarks.report import MEBIBYTE, say

ROUNDS = 9
WSGI = """
from wsgiref.util import setup_testing_defaults
environ = {}
setup_testing_defaults(environ)
seen = b"".join(app(environ, lambda *_: None))
"""
ASGI = """
import asyncio
scope = {"type": "http", "method": "GET", "path": "/", "headers": [], "query_string": b"", "http_version": "1.1"}
sent = []
async def receive():
    return {"type": "http.request", "body": b"", "more_body": False}
async def send(message):
    sent.append(message.get("body", b""))
asyncio.run(app(scope, receive, send))
seen = b"".join(sent)
"""
WEIGH = """
import re
assert seen == b"ok", seen
print(re.search(r"Rss: +([0-9]+)", open("/proc/self/smaps_rollup").read())[1])
"""
ASK = """
import { once } from "node:events";
import { get } from "node:http";
if (!server.listening) await once(server, "listening");
const [reply] = await once(get({ port: server.address().port, host: "127.0.0.1" }), "response");
const seen = String((await once(reply, "data"))[0]);
"""
NODE_WEIGH = """
import { readFileSync } from "node:fs";
if (seen !== "ok") throw new Error(seen);
console.log(/Rss: +([0-9]+)/.exec(readFileSync("/proc/self/smaps_rollup", "utf8"))[1]);
process.exit();
"""
PYTHON = {
    "Python": ([], 'seen = b"ok"\n'),
    "django": (
        ["django==6.1.3"],
        """
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path
settings.configure(ROOT_URLCONF=__name__, SECRET_KEY="for a measurement", ALLOWED_HOSTS=["*"])
urlpatterns = [path("", lambda request: HttpResponse("ok"))]
app = get_wsgi_application()
"""
        + WSGI,
    ),
    "flask": (
        ["flask==3.1.3"],
        'from flask import Flask\napp = Flask(__name__)\napp.get("/")(lambda: "ok")\n' + WSGI,
    ),
    "fastapi": (
        ["fastapi==0.165.0"],
        """
from fastapi import FastAPI
from fastapi.responses import PlainTextResponse
app = FastAPI()
@app.get("/", response_class=PlainTextResponse)
async def home() -> str:
    return "ok"
"""
        + ASGI,
    ),
}
NODE = {
    "Node.js": ([], 'const seen = "ok";\n'),
    "express": (
        ["express==5.3.0"],
        'import express from "express";\nconst app = express();\napp.get("/", (req, res) => res.send("ok"));\n'
        'const server = app.listen(0, "127.0.0.1");\n' + ASK,
    ),
    "fastify": (
        ["fastify==5.12.8"],
        'import Fastify from "fastify";\nconst app = Fastify();\napp.get("/", async () => "ok");\n'
        'await app.listen({ port: 0, host: "127.0.0.1" });\nconst { server } = app;\n' + ASK,
    ),
    "hono": (
        ["hono==4.13.19", "@hono/node-server==2.1.9"],
        'import { serve } from "@hono/node-server";\nimport { Hono } from "hono";\n'
        'const { fetch } = new Hono().get("/", (c) => c.text("ok"));\n'
        'const server = serve({ fetch, port: 0, hostname: "127.0.0.1" });\n' + ASK,
    ),
}


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings")
    django.setup()
    with tempfile.TemporaryDirectory(prefix="hub-starts-") as folder:
        programs = {}
        for number, name in enumerate((*PYTHON, *NODE)):
            place = Path(folder, str(number))
            place.mkdir()
            programs[name] = make_program(name, place)
        found = {name: [] for name in programs}
        for turn in range(ROUNDS + 1):
            for name, command in programs.items():
                cost = run(command)
                if turn:  # the first writes what Python keeps of its modules
                    found[name].append(cost)
    say(f"{'':<10} {'processor ms':>14} {'MiB':>9}")
    for name, costs in found.items():
        seconds, memory = (median(values) for values in zip(*costs, strict=True))
        say(f"{name:<10} {seconds * 1000:>14.0f} {memory / MEBIBYTE:>9.1f}")


def make_program(name, place):
    """The command that runs the program of that name in a new environment."""
    from comparisons.proofs.environments import find_runtime, make_environment
    from comparisons.script_headers import Package

    is_node = name in NODE
    packages, code = (NODE if is_node else PYTHON)[name]
    runtime = find_runtime("node" if is_node else "python")
    file = place / ("program.mjs" if is_node else "program.py")
    file.write_text(code + (NODE_WEIGH if is_node else WEIGH))
    if not packages:
        return [str(runtime.program), str(file)]
    environment = make_environment(runtime, [Package(*package.rsplit("==")) for package in packages])
    if is_node:
        (place / "node_modules").symlink_to(environment / "node_modules")
        return [str(runtime.program), str(file)]
    return [str(environment / "bin" / "python"), str(file)]


def run(command):
    """Seconds of processor time and bytes of memory of one run."""
    read, write = os.pipe()
    actions = [(os.POSIX_SPAWN_DUP2, write, 1), (os.POSIX_SPAWN_CLOSE, read)]
    pid = os.posix_spawn(command[0], command, os.environ, file_actions=actions)
    os.close(write)
    with open(read) as output:
        told = output.read()
    _, status, usage = os.wait4(pid, 0)
    if status:
        sys.exit(f"{command} ended with {os.waitstatus_to_exitcode(status)}.")
    return usage.ru_utime + usage.ru_stime, int(re.search(r"\d+", told)[0]) * 1024


if __name__ == "__main__":
    main()
