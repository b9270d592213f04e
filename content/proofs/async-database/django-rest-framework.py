# /// script
# requires-python = ">=3.12"
# dependencies = ["djangorestframework==3.18.3", "django==6.1.3"]
# [tool.hub]
# control = ["djangorestframework==3.18.3", "adrf==0.1.14"]
# ///
import asyncio
import sys
from importlib.util import find_spec

import django
from django.conf import settings
from django.core.exceptions import SynchronousOnlyOperation
from django.core.management import call_command

database = {"ENGINE": "django.db.backends.sqlite3", "NAME": "db.sqlite3"}
parts = ["django.contrib.auth", "django.contrib.contenttypes"]
settings.configure(INSTALLED_APPS=parts, DATABASES={"default": database})
django.setup()
from django.contrib.auth.models import Group  # noqa: E402
from django.http import HttpRequest  # noqa: E402

if find_spec("adrf"):  # only the control installs it
    from adrf.generics import RetrieveAPIView
else:
    from rest_framework.generics import RetrieveAPIView


class GroupView(RetrieveAPIView):
    queryset = Group.objects.all()


async def main():
    view = GroupView(kwargs={"pk": 1}, request=HttpRequest())
    view.permission_classes = []
    try:
        if hasattr(view, "aget_object"):
            return (await view.aget_object()).name
        return view.get_object().name
    except SynchronousOnlyOperation as error:
        return str(error)


call_command("migrate", verbosity=0)
Group.objects.create(name="clerks")
seen = asyncio.run(main())
print(f"the query of a generic view in async code: {seen}")
sys.exit(0 if "cannot call this from an async context" in seen else 10)
