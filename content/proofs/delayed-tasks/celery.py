# /// script
# requires-python = ">=3.12"
# dependencies = ["celery==5.7.0"]
# [tool.hub]
# control = "self"
# ///
import sys
import time

from celery import Celery
from celery.contrib.testing.worker import start_worker

app = Celery("shop", broker="memory://", backend="cache+memory://")


@app.task
def send():
    return time.time()


with start_worker(app, pool="solo", perform_ping_check=False, loglevel="CRITICAL"):
    begin = time.time()
    delay = {} if "--control" in sys.argv else {"countdown": 3}  # the control: at once
    ran = send.apply_async(**delay).get(timeout=20)
print(f"with countdown=3 the task ran after {ran - begin:.1f} s")
sys.exit(0 if ran - begin >= 2.9 else 10)
