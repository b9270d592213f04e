# /// script
# requires-python = ">=3.12"
# dependencies = ["huey==3.5.4", "django==6.1.3"]
# [tool.hub]
# control = "self"
# ///
import sys

import django
from django.conf import settings
from django.db import transaction

database = {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
huey = {"huey_class": "huey.SqliteHuey", "filename": "tasks.db", "immediate": False}
settings.configure(
    DATABASES={"default": database}, HUEY=huey, INSTALLED_APPS=["huey.contrib.djhuey"]
)
django.setup()
from huey.contrib.djhuey import HUEY, on_commit_task, task  # noqa: E402

# The control: it is queued at once.
kind = task if "--control" in sys.argv else on_commit_task


@kind()
def send(address):
    return f"sent to {address}"


with transaction.atomic():
    send("ada@example.org")
    within = HUEY.pending_count()
print(f"queued within the transaction: {within}, after its end: {HUEY.pending_count()}")
sys.exit(0 if (within, HUEY.pending_count()) == (0, 1) else 10)
