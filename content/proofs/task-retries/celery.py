# /// script
# requires-python = ">=3.12"
# dependencies = ["celery==5.7.0"]
# [tool.hub]
# control = "self"
# ///
import sys

from celery import Celery
from celery.contrib.testing.worker import start_worker

app = Celery("shop", broker="memory://", backend="cache+memory://")
control = "--control" in sys.argv  # the control: nothing is declared
rule = {} if control else {"autoretry_for": (ConnectionError,), "retry_backoff": True}
tries = []


@app.task(**rule)
def send(address):
    tries.append(address)
    if len(tries) < 3:
        raise ConnectionError
    return "sent"


with start_worker(app, pool="solo", perform_ping_check=False, loglevel="CRITICAL"):
    result = send.delay("ada@example.org")
    result.get(timeout=20, propagate=False)
print(f"{result.state} after {len(tries)} tries, by a rule of the task: {list(rule)}")
sys.exit(0 if (result.state, len(tries)) == ("SUCCESS", 3) else 10)
