# /// script
# requires-python = ">=3.12"
# dependencies = ["django==6.1.3", "django-tasks-db==0.13.0"]
# [tool.hub]
# control = "self"
# ///
import asyncio
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


async def send():
    await asyncio.sleep(0)
    return "sent"


def forgotten():  # the control: a coroutine that nobody awaits is no answer
    return None


send = task(forgotten if "--control" in sys.argv else send)
sys.modules["__main__"].forgotten = send
result = send.enqueue()
call_command("db_worker", batch=True, interval=0.1, startup_delay=False)
result.refresh()
print(f"a coroutine as a task: {result.status}, {result.return_value}")
sys.exit(0 if result.return_value == "sent" else 10)
