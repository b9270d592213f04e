# /// script
# requires-python = ">=3.12"
# dependencies = ["celery==5.7.0", "django==6.1.3"]
# [tool.hub]
# control = "self"
# ///
import sys

from celery import Celery
from celery.contrib.django.task import DjangoTask
from django.conf import settings
from django.db import transaction

database = {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
settings.configure(DATABASES={"default": database})
app = Celery("shop", broker="memory://", task_cls=DjangoTask)
sent = []


@app.task
def send(address):
    sent.append(address)


app.conf.task_always_eager = True
# The control: it is queued at once.
queue = send.delay if "--control" in sys.argv else send.delay_on_commit
with transaction.atomic():
    queue("ada@example.org")
    within = len(sent)
print(f"handed on within the transaction: {within}, after its end: {len(sent)}")
sys.exit(0 if (within, len(sent)) == (0, 1) else 10)
