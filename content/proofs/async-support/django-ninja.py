# /// script
# requires-python = ">=3.12"
# dependencies = ["django-ninja==1.7.1", "django==6.1.3"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys
import time

import django
from django.conf import settings
from django.test import AsyncClient
from django.urls import path

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"])
django.setup()
from ninja import NinjaAPI  # noqa: E402

api = NinjaAPI()
released = asyncio.Event()


@api.get("/wait")
async def wait(request):
    if "--control" in sys.argv:
        time.sleep(0.5)  # the control: it blocks instead of waiting
    else:
        await asyncio.wait_for(released.wait(), timeout=5)
    return {"released": released.is_set()}


@api.get("/release")
async def release(request):
    released.set()
    return {}


@api.get("/sync")
def beside_it(request):
    return {"sync": True}


urlpatterns = [path("api/", api.urls)]


async def main():
    client, paths = AsyncClient(), ("/api/wait", "/api/release", "/api/sync")
    return await asyncio.gather(*(client.get(path) for path in paths))


answers = [answer.json() for answer in asyncio.run(main())]
print(f"one operation waited for another, a sync one beside them: {answers}")
sys.exit(0 if answers[0]["released"] and answers[2]["sync"] else 10)
