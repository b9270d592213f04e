# /// script
# requires-python = ">=3.12"
# dependencies = ["celery==5.7.0"]
# [tool.hub]
# control = "self"
# ///
import sys

from celery import Celery, chain, chord
from celery.contrib.testing.worker import start_worker

app = Celery("shop", broker="memory://", backend="cache+memory://")


@app.task
def add(first, second):
    return first + second


@app.task
def total(numbers):
    # The control: what comes before is not handed on.
    return 0 if "--control" in sys.argv else sum(numbers)


with start_worker(app, pool="solo", perform_ping_check=False, loglevel="CRITICAL"):
    chained = chain(add.s(1, 2), add.s(3))().get(timeout=20)
    joined = chord([add.s(1, 1), add.s(2, 2)], total.s())().get(timeout=20)
print(f"1 + 2, then + 3: {chained}; 1 + 1 and 2 + 2, then their total: {joined}")
sys.exit(0 if (chained, joined) == (6, 6) else 10)
