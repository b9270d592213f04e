"""Load from wrk, and its figures."""

import json
import subprocess
import threading
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.processes import memory

THREADS = 1
TIMEOUT = 30  # seconds: a slow answer is a long latency, and only a lost one an error


@dataclass(frozen=True)
class Measurement:
    """One load. Latencies in milliseconds, memory in bytes while it lasted; ``errors`` are answers of 4xx and 5xx,
    and connections that failed.
    """

    requests_per_second: float
    p50: float
    p99: float
    errors: int
    memory: int
    bytes_per_request: float


def parse(output):
    """The measurement, without memory, in what wrk printed. Raises ValueError where there is none."""
    line = next((line for line in output.splitlines() if line.startswith("RESULT ")), None)
    if line is None:
        raise ValueError(f"wrk said nothing that can be read:\n{output[-500:]}")
    data = json.loads(line.removeprefix("RESULT "))
    requests = data["requests"]
    return Measurement(
        requests_per_second=requests / (data["microseconds"] / 1_000_000),
        p50=data["p50"] / 1000,
        p99=data["p99"] / 1000,
        errors=data["status"] + data["socket"],
        memory=0,
        bytes_per_request=data["bytes"] / requests if requests else 0,
    )


def measure(url, headers, connections, seconds, pid):
    """Load an address for so many seconds; ``pid`` is the process whose tree is weighed meanwhile."""
    weights = []
    scale = threading.Timer(seconds * 0.75, lambda: weights.append(memory(pid)))
    scale.start()
    output = run(url, headers, connections, seconds)
    scale.join()
    return Measurement(**{**asdict(parse(output)), "memory": weights[0]})


def run(url, headers, connections, seconds):
    fields = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
    size = ["-t", str(THREADS), "-c", str(connections), "-d", f"{seconds}s", "--timeout", f"{TIMEOUT}s"]
    script = str(Path(__file__).with_suffix(".lua"))
    command = ["wrk", *size, *fields, "-s", script, url]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
