"""The servers that are measured, how each is started, and what each shall answer."""

import json
import os
import runpy
import secrets
import subprocess
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass, field

from benchmarks import database, nginx
from benchmarks.equal import first_difference
from benchmarks.fetch import fetch
from benchmarks.needs import find_nginx
from benchmarks.processes import ROOT, running, wait_for_answer

PAGE = "/comparisons/django-vs-fastapi/"
GZIP = {"Accept-Encoding": "gzip"}
FASTAPI_PYTHON = ROOT / ".venv-bench" / "bin" / "python"
TITLES = {
    "ours": "our site, page from memory",
    "ours_uncached": "our site, page cache off",
    "ours_rendered": "our site, nothing kept: rendered from rows",
    "fastapi": "FastAPI, page from the database",
    "fastapi_cached": "FastAPI, page from its own memory",
    "bare": "bare application, our gunicorn",
    "nginx_static": "nginx, page as a file",
    "nginx_proxy": "nginx with our configuration, before our site",
    "django_uvicorn": "Django under uvicorn, page from rows",
    "fastapi_uvicorn": "FastAPI under uvicorn, page from rows",
    "django_gunicorn": "Django under gunicorn, page from rows",
    "fastapi_gunicorn": "FastAPI under gunicorn, page from rows",
    "django_memory": "Django under uvicorn, page from memory",
    "fastapi_memory": "FastAPI under uvicorn, page from memory",
}
ROW_READERS = ("ours_uncached", "fastapi", "django_uvicorn", "fastapi_uvicorn", "django_gunicorn", "fastapi_gunicorn")
FRAMEWORKS = list(TITLES)[-6:]  # both alone, each pair on one server with the same settings
SITE = list(TITLES)[:-6]


@dataclass
class Site:
    """One run: its folder, the address of its database, its first port, and the servers that are up, by name."""

    folder: object
    database_url: str
    port: int
    up: dict = field(default_factory=dict)
    stacks: dict = field(default_factory=dict)

    @property
    def environment(self):
        """What all servers share: the production set-up of the site, on this machine."""
        return {
            **{key: value for key, value in os.environ.items() if key != "WEB_CONCURRENCY"},
            "DEBUG": "0",
            "SECRET_KEY": self.secret,
            "ALLOWED_HOSTS": "127.0.0.1",
            "SITE_URL": f"http://127.0.0.1:{self.port}",
            "DATABASE_URL": self.database_url,
            "DATA_DIR": str(self.folder / "data"),
            "STATIC_ROOT": str(self.folder / "static"),
            "BARE_BODY": str(self.folder / "body.gz"),
            "BARE_HEADERS": str(self.folder / "headers.json"),
        }

    def __post_init__(self):
        self.secret = secrets.token_urlsafe(48)

    def port_of(self, name):
        return self.port + list(TITLES).index(name)


@dataclass(frozen=True)
class Server:
    """A server that is up: its address, the id of its first process, and how long it took to answer, in seconds."""

    url: str
    pid: int
    started_in: float


def workers():
    """How many processes our production set-up starts; every other server gets as many."""
    return runpy.run_path(str(ROOT / "gunicorn.conf.py"))["workers"]


def prepare(site):
    """Fill the database with the shipped content, without proofs, which only ours shows; collect the static files."""
    command = [sys.executable, "manage.py", "prepare", "--static"]
    subprocess.run(command, cwd=ROOT, env=site.environment, stdout=subprocess.DEVNULL, check=True)  # noqa: S603
    database.run(site.database_url, "TRUNCATE comparisons_proof, comparisons_run")


def commands(site):
    """How each server is started: its command and what it has in its environment besides."""
    production = [sys.executable, "-m", "gunicorn", "--log-level", "warning", "--config"]
    uncached = {"PAGE_CACHE": "0", "DJANGO_SETTINGS_MODULE": "benchmarks.row_settings"}
    rendered = {"PAGE_CACHE": "0", "STORED_PAGES": "0"}
    serve = [find_nginx(), "-p", str(site.folder), "-c"]
    return {
        "ours": ([*production, "gunicorn.conf.py"], {}),
        "ours_uncached": ([*production, "gunicorn.conf.py"], uncached),
        "ours_rendered": ([*production, "gunicorn.conf.py"], rendered),
        "fastapi": (uvicorn(FASTAPI_PYTHON, "benchmarks.fastapi_site.app:app", site.port_of("fastapi")), {}),
        "fastapi_cached": (
            uvicorn(FASTAPI_PYTHON, "benchmarks.fastapi_site.cached:app", site.port_of("fastapi_cached")),
            {},
        ),
        "bare": ([*production, "benchmarks/bare_gunicorn.py"], {}),
        "nginx_static": ([*serve, str(site.folder / "static.conf")], {}),
        "nginx_proxy": ([*serve, str(site.folder / "proxy.conf")], {}),
        **framework_commands(site),
    }


def framework_commands(site):
    """Both frameworks under the same servers; only the interpreter, which has one of them, differs."""
    rows = {"DJANGO_SETTINGS_MODULE": "benchmarks.django_site.settings", "DJANGO_ADDRESSES": "benchmarks.row_urls"}
    memory = rows | {"DJANGO_ADDRESSES": "benchmarks.django_site.from_memory"}
    django, fastapi = "benchmarks.django_site.asgi:application", "benchmarks.fastapi_site.app:app"
    cached = "benchmarks.fastapi_site.cached:app"
    processes = {"WEB_CONCURRENCY": str(workers())}
    return {
        "django_uvicorn": (uvicorn(sys.executable, django, site.port_of("django_uvicorn")), rows),
        "fastapi_uvicorn": (uvicorn(FASTAPI_PYTHON, fastapi, site.port_of("fastapi_uvicorn")), {}),
        "django_gunicorn": (gunicorn(sys.executable, django), rows | processes),
        "fastapi_gunicorn": (gunicorn(FASTAPI_PYTHON, fastapi), processes),
        "django_memory": (uvicorn(sys.executable, django, site.port_of("django_memory")), memory),
        "fastapi_memory": (uvicorn(FASTAPI_PYTHON, cached, site.port_of("fastapi_memory")), {}),
    }


def start_frameworks(site):
    for name in FRAMEWORKS:
        start_one(site, name)


def start_site(site):
    start_one(site, "ours")
    page = keep_page(site)
    as_root = os.geteuid() == 0
    port = site.port_of("nginx_static")
    nginx.write_static(site.folder, port, PAGE, page.text.encode(), page.body, as_root=as_root)
    nginx.write_proxy(site.folder, site.port_of("nginx_proxy"), site.port, as_root=as_root)
    for name in SITE:
        if name not in site.up:
            start_one(site, name)


def stop_all(site):
    for name in list(site.up):
        stop_one(site, name)


def stop_one(site, name):
    del site.up[name]
    site.stacks.pop(name).close()


def restart(site, name):
    """A server without what clients left it to do: some would be busy with that for minutes."""
    stop_one(site, name)
    start_one(site, name)


def start_one(site, name):
    """Start a server and wait for its first page."""
    command, extra = commands(site)[name]
    port, log = site.port_of(name), site.folder / f"{name}.log"
    begin = time.perf_counter()
    with ExitStack() as stack:
        pid = stack.enter_context(running(command, {**site.environment, **extra, "PORT": str(port)}, log))
        url = f"http://127.0.0.1:{port}"
        wait_for_answer(url + PAGE, pid, log)
        site.up[name] = Server(url, pid, time.perf_counter() - begin)
        site.stacks[name] = stack.pop_all()


def gunicorn(python, application):
    """gunicorn with its own worker; the port comes from the environment."""
    command = [str(python), "-m", "gunicorn", "--config", "benchmarks/plain_gunicorn.py", "--log-level", "warning"]
    return [*command, application]


def uvicorn(python, application, port):
    """The command that FastAPI's documentation gives for a server, without access log, as gunicorn writes none."""
    command = [str(python), "-m", "uvicorn", application]
    options = ["--host", "127.0.0.1", "--port", str(port), "--workers", str(workers())]
    return [*command, *options, "--loop", "uvloop", "--http", "httptools", "--no-access-log", "--log-level", "warning"]


def keep_page(site):
    """The page as our site answers it, compressed, written down for those who answer without rendering."""
    url = site.up["ours"].url + PAGE
    page = fetch(url, GZIP)
    (site.folder / "body.gz").write_bytes(page.body)
    dropped = {"server", "date", "connection", "transfer-encoding", "keep-alive"}
    headers = [(name, value) for name, value in page.headers if name.lower() not in dropped]
    if not any(name.lower() == "content-length" for name, _ in headers):
        headers.append(("content-length", str(len(page.body))))
    (site.folder / "headers.json").write_text(json.dumps(headers))
    return page


def check_equal(site):
    """Exit unless all servers answer with the same page, and those that read one row with the same row."""
    ours = fetch(next(iter(site.up.values())).url + PAGE, GZIP).text
    for name, server in site.up.items():
        page = fetch(server.url + PAGE, GZIP)
        difference = first_difference(ours, page.text)
        if difference or "gzip" not in page.header("content-encoding"):
            reason = f"“{difference[0]}” with us is “{difference[1]}” there" if difference else "it is not compressed"
            sys.exit(f"{TITLES[name]} answers with another page than {TITLES[next(iter(site.up))]}: {reason}.")
    rows = [json.loads(fetch(site.up[name].url + "/row/1", {}).text) for name in ROW_READERS if name in site.up]
    if any(row != rows[0] for row in rows):
        sys.exit(f"The endpoints that read one row disagree: {rows}.")
