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


async def send():
    return "sent"


def waited():  # the control: a function that runs the coroutine itself
    import asyncio

    return asyncio.run(send())


task = app.task(waited if "--control" in sys.argv else send)
with start_worker(app, pool="solo", perform_ping_check=False, loglevel="CRITICAL"):
    result = task.delay()
    answer = result.get(timeout=20, propagate=False)
print(f"a coroutine as a task: {answer}")
sys.exit(0 if "coroutine" in str(answer) else 10)
