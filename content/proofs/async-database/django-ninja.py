# /// script
# requires-python = ">=3.12"
# dependencies = ["django-ninja==1.7.1", "django==6.1.3"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys
import threading

import django
from django.conf import settings
from django.core.management import call_command
from django.db.models.signals import post_init
from django.test import AsyncClient
from django.urls import path

database = {"ENGINE": "django.db.backends.sqlite3", "NAME": "db.sqlite3"}
settings.configure(
    ALLOWED_HOSTS=["*"],
    DATABASES={"default": database},
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes"],
    ROOT_URLCONF=__name__,
)
django.setup()
from django.contrib.auth.models import Group  # noqa: E402
from ninja import NinjaAPI  # noqa: E402

api, threads = NinjaAPI(), []


@api.get("/groups/{name}")
async def show_group(request, name: str):
    group = await Group.objects.aget(name=name)
    if "--control" in sys.argv:
        Group(name="made here")  # a stand-in for a row that the loop's thread reads
    return {"name": group.name, "loop": threading.get_ident() in threads}


urlpatterns = [path("api/", api.urls)]
call_command("migrate", verbosity=0)
Group.objects.create(name="clerks")
note = lambda **given: threads.append(threading.get_ident())  # noqa: E731
post_init.connect(note, sender=Group)  # where objects are made of rows
seen = asyncio.run(AsyncClient().get("/api/groups/clerks")).json()
print(f"awaited {seen['name']}; query in loop thread: {seen['loop']}")
sys.exit(0 if seen == {"name": "clerks", "loop": False} else 10)
