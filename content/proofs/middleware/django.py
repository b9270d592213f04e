# /// script
# requires-python = ">=3.12"
# dependencies = ["django==6.1.3"]
# [tool.hub]
# control = "self"
# ///
import importlib
import inspect
import pkgutil
import sys

import django
from django.conf import settings

settings.configure(INSTALLED_APPS=["django.contrib.contenttypes"])
django.setup()
import django.middleware  # noqa: E402


class SyncOnly:
    """The control: middleware that would cost a thread for each request."""

    async_capable = False


shipped = {SyncOnly} if "--control" in sys.argv else set()
modules = pkgutil.iter_modules(django.middleware.__path__)
names = [f"django.middleware.{module.name}" for module in modules]
apps = ["auth", "flatpages", "messages", "redirects", "sessions", "sites"]
names += [f"django.contrib.{app}.middleware" for app in apps]
for name in names:
    try:
        module = importlib.import_module(name)
    except RuntimeError:  # the models of an application that is not installed
        continue
    for value in vars(module).values():
        if inspect.isclass(value) and value.__name__.endswith("Middleware"):
            shipped.add(value)
both = [c for c in shipped if getattr(c, "sync_capable", True) and c.async_capable]
print(f"of {len(shipped)} middleware classes {len(both)} work in both modes")
sys.exit(0 if len(both) == len(shipped) > 10 else 10)
