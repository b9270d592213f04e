"""What is measured: which address of which server, with how many connections."""

import sys
import time
from dataclasses import dataclass

from benchmarks.fetch import fetch
from benchmarks.processes import settle
from benchmarks.servers import FRAMEWORKS, GZIP, PAGE, restart
from benchmarks.wrk import measure, run

FEW, MANY = 32, 1_000
HOT, NOT_MODIFIED, COLD, ROW = "hot", "not modified", "cold", "one row"
ROW_PATH = "/row/1"


@dataclass(frozen=True)
class Load:
    case: str
    server: str
    connections: int

    @property
    def path(self):
        return ROW_PATH if self.case == ROW else PAGE

    @property
    def status(self):
        return 304 if self.case == NOT_MODIFIED else 200


SITE_LOADS = [
    *(Load(HOT, name, FEW) for name in ("ours", "fastapi_cached", "bare", "nginx_static", "nginx_proxy")),
    *(Load(NOT_MODIFIED, name, FEW) for name in ("ours", "fastapi_cached", "nginx_static")),
    *(Load(COLD, name, FEW) for name in ("ours_uncached", "ours_rendered", "fastapi")),
    *(Load(HOT, name, MANY) for name in ("ours", "fastapi_cached", "bare", "nginx_static", "nginx_proxy")),
    *(Load(ROW, name, MANY) for name in ("ours_uncached", "fastapi")),
    *(Load(COLD, name, MANY) for name in ("ours_uncached", "fastapi")),
]
FRAMEWORK_LOADS = [
    *(Load(COLD, name, FEW) for name in ("django_uvicorn", "fastapi_uvicorn", "django_gunicorn", "fastapi_gunicorn")),
    *(Load(ROW, name, FEW) for name in ("django_uvicorn", "fastapi_uvicorn", "django_gunicorn", "fastapi_gunicorn")),
    *(Load(HOT, name, FEW) for name in ("django_memory", "fastapi_memory")),
    *(Load(ROW, name, MANY) for name in ("django_uvicorn", "fastapi_uvicorn")),
    *(Load(HOT, name, MANY) for name in ("django_memory", "fastapi_memory")),
]


def headers_for(load, server):
    """The headers of its requests, once one of them got the answer that the load is about; None where none did."""
    headers = {} if load.case == ROW else dict(GZIP)
    url = server.url + load.path
    if load.case == NOT_MODIFIED:
        etag = fetch(url, headers).header("etag")
        if not etag:
            return None
        headers["If-None-Match"] = etag
    answer = fetch(url, headers)
    if answer.status != load.status:
        sys.exit(f"{url} answers with {answer.status} instead of {load.status}.")
    return headers


def measure_load(load, server, seconds, warm_up):
    """The measurement of one load, or None where the server has no such answer."""
    headers = headers_for(load, server)
    if headers is None:
        return None
    url = server.url + load.path
    size = len(fetch(url, headers).body)
    run(url, headers, min(load.connections, FEW), warm_up)
    found = measure(url, headers, load.connections, seconds, server.pid)
    if found.requests_per_second and found.bytes_per_request < size:
        sys.exit(f"{url} answered with less than its {size} bytes under load.")
    return found


def leave_idle(site, load):
    """See to it that the server of a load does not disturb the next one, by work or by connections to the database."""
    if load.server in FRAMEWORKS or (load.connections == MANY and load.case in {COLD, ROW}):
        restart(site, load.server)
    else:
        settle(site.up[load.server].pid)


def measure_all(site, loads, rounds, seconds, warm_up, budget, tell):
    """Every load in each round, so that whatever else the machine does meets all alike: measurements by load.

    No round begins that would not end within ``budget`` seconds, if it took as long as those before on average.
    """
    found = {load: [] for load in loads if load.server in site.up}
    start = time.monotonic()
    for number in range(1, rounds + 1):
        spent = time.monotonic() - start
        if spent + spent / max(1, number - 1) > budget:
            break
        for load in found:
            measurement = measure_load(load, site.up[load.server], seconds, warm_up)
            leave_idle(site, load)
            if measurement:
                found[load].append(measurement)
                tell(number, load, measurement)
    return {load: measurements for load, measurements in found.items() if measurements}
