# /// script
# requires-python = ">=3.12"
# dependencies = ["django==6.1.3"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys
import time

import django
from django.conf import settings
from django.http import HttpResponse
from django.test import AsyncClient
from django.urls import path

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"])
django.setup()
released = asyncio.Event()


async def wait(request):
    if "--control" in sys.argv:
        time.sleep(0.5)  # the control: it blocks instead of waiting
    else:
        await asyncio.wait_for(released.wait(), timeout=5)
    return HttpResponse(str(released.is_set()))


async def release(request):
    released.set()
    return HttpResponse("released")


urlpatterns = [path("wait/", wait), path("release/", release)]


async def main():
    client = AsyncClient()
    answers = await asyncio.gather(client.get("/wait/"), client.get("/release/"))
    return answers[0].text


together = asyncio.run(main())
print(f"another request was served while one waited, on one event loop: {together}")
sys.exit(0 if together == "True" else 10)
