# /// script
# requires-python = ">=3.12"
# dependencies = ["django==6.1.3", "django-tasks-db==0.13.0"]
# [tool.hub]
# control = "self"
# ///
import sys
import time
from datetime import timedelta

import django
from django.conf import settings
from django.core.management import call_command
from django.tasks import task
from django.utils import timezone

settings.configure(
    INSTALLED_APPS=["django_tasks_db"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "shop.db"}},
    TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}},
    MIGRATION_MODULES={"django_tasks_db": None},
)
django.setup()
call_command("migrate", run_syncdb=True, verbosity=0)


@task
def send():
    return time.time()


begin = time.time()
delay = timedelta(seconds=0 if "--control" in sys.argv else 3)  # the control: at once
result = send.using(run_after=timezone.now() + delay).enqueue()
while not result.is_finished and time.time() < begin + 15:
    call_command("db_worker", batch=True, interval=0.1, startup_delay=False)
    time.sleep(0.2)
    result.refresh()
ran = result.return_value - begin
print(f"with run_after in 3 s the task ran after {ran:.1f} s")
sys.exit(0 if ran >= 2.9 else 10)
