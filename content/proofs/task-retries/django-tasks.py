# /// script
# requires-python = ">=3.12"
# dependencies = ["django==6.1.3", "django-tasks-db==0.13.0"]
# [tool.hub]
# control = "self"
# ///
import logging
import sys

import django
from django.conf import settings
from django.core.management import call_command
from django.tasks import task

settings.configure(
    INSTALLED_APPS=["django_tasks_db"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "shop.db"}},
    TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}},
    MIGRATION_MODULES={"django_tasks_db": None},
)
django.setup()
call_command("migrate", run_syncdb=True, verbosity=0)
logging.disable()
tries = []


@task
def send(address):
    tries.append(address)
    if len(tries) < 3 and "--control" in sys.argv:
        return send.call(address)  # the control: a task that tries again by itself
    if len(tries) < 3:
        raise ConnectionError


result = send.enqueue("ada@example.org")
call_command("db_worker", batch=True, interval=0.1, startup_delay=False)
result.refresh()
options = [name for name in dir(send) if "retr" in name]
print(f"{result.status}, tries: {len(tries)}; options of a task for it: {options or 'none'}")
sys.exit(0 if (result.status, len(tries)) == ("FAILED", 1) else 10)
