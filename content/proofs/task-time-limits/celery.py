# /// script
# requires-python = ">=3.12"
# dependencies = ["celery==5.7.0"]
# [tool.hub]
# control = "self"
# ///
import os
import sys
import time

from celery import Celery
from celery.contrib.testing.worker import start_worker

app = Celery("shop", broker="memory://", backend=f"file://{os.getcwd()}")
# The control: a limit that is not reached.
limit = 60 if "--control" in sys.argv else 1


@app.task(time_limit=limit)
def slow():
    time.sleep(4)
    return "ran to its end"


worker = {"pool": "prefork", "concurrency": 1, "perform_ping_check": False}
with start_worker(app, loglevel="CRITICAL", **worker):
    answer = repr(slow.delay().get(timeout=20, propagate=False))
print(f"a task of four seconds with time_limit=1, in a process: {answer}")
sys.exit(0 if answer == "TimeLimitExceeded(1)" else 10)
