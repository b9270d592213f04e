# /// script
# requires-python = ">=3.12"
# dependencies = ["django==6.1.3", "django-tasks-db==0.13.0"]
# [tool.hub]
# control = "self"
# ///
import sys

import django
from django.conf import settings
from django.tasks import default_task_backend, task

# The control: the dummy backend keeps what it is given.
kind = "dummy.Dummy" if "--control" in sys.argv else "immediate.Immediate"
settings.configure(TASKS={"default": {"BACKEND": f"django.tasks.backends.{kind}Backend"}})
django.setup()


@task
def send(address):
    return f"sent to {address}"


result = send.enqueue("ada@example.org")
kept = len(getattr(default_task_backend, "results", []))
answer = result.return_value if result.is_finished else None
print(f"without a worker: {result.status}, {answer}; kept: {kept}")
sys.exit(0 if answer == "sent to ada@example.org" else 10)
