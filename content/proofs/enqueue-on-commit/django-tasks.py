# /// script
# requires-python = ">=3.12"
# dependencies = ["django==6.1.3", "django-tasks-db==0.13.0"]
# [tool.hub]
# control = "self"
# ///
import sys

import django
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.tasks import task

settings.configure(
    INSTALLED_APPS=["django_tasks_db"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "shop.db"}},
    TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}},
    MIGRATION_MODULES={"django_tasks_db": None},
)
django.setup()
call_command("migrate", run_syncdb=True, verbosity=0)


@task
def send(address):
    return f"sent to {address}"


from django_tasks_db.models import DBTaskResult  # noqa: E402

with transaction.atomic():
    send.enqueue("ada@example.org")
    # The control: nothing is undone.
    transaction.set_rollback("--control" not in sys.argv)
print(f"queued in a transaction that was undone: {DBTaskResult.objects.count()} tasks")
sys.exit(0 if DBTaskResult.objects.count() == 0 else 10)
