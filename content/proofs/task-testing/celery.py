# /// script
# requires-python = ">=3.12"
# dependencies = ["celery==5.7.0"]
# [tool.hub]
# control = "self"
# ///
import sys

from celery import Celery

app = Celery("shop", broker="memory://")
app.conf.task_always_eager = "--control" not in sys.argv  # the control: it is queued


@app.task
def send(address):
    return f"sent to {address}"


result = send.delay("ada@example.org")
print(f"without a worker: {result.result if app.conf.task_always_eager else 'queued'}")
sys.exit(0 if getattr(result, "_result", None) == "sent to ada@example.org" else 10)
