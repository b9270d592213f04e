# /// script
# requires-python = ">=3.12"
# dependencies = ["django==6.1.3"]
# [tool.hub]
# control = "django==5.2.19"
# ///
import pkgutil
import sys

import django
from django.conf import settings
from django.core.management import get_commands

immediate = "django.tasks.backends.immediate.ImmediateBackend"
settings.configure(TASKS={"default": {"BACKEND": immediate}})
django.setup()
try:
    from django.tasks import backends, task
except ImportError:
    print(f"Django {django.__version__} has no django.tasks")
    sys.exit(10)  # the control is older


@task
def send_mail(address):
    return f"sent to {address}"


result = send_mail.enqueue("ada@example.org")
shipped = {module.name for module in pkgutil.iter_modules(backends.__path__)} - {"base"}
workers = [name for name in get_commands() if "worker" in name or "task" in name]
print(
    f"enqueued: {result.status}, {result.return_value}; backends: "
    f"{', '.join(sorted(shipped))}; commands for a worker: {workers or 'none'}"
)
done = result.return_value == "sent to ada@example.org"
sys.exit(0 if done and shipped == {"dummy", "immediate"} and not workers else 10)
