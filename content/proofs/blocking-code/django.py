# /// script
# requires-python = ">=3.12"
# dependencies = ["django==6.1.3", "httpx2==2.16.2"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys
from threading import Barrier, BrokenBarrierError

from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import HttpResponse
from django.urls import path
from httpx2 import ASGITransport, AsyncClient

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"])
two_at_once = Barrier(2)


def meet(request):
    """Blocks until a second request is here too."""
    try:
        two_at_once.wait(timeout=1)
    except BrokenBarrierError:
        return HttpResponse("alone")
    return HttpResponse("met")


async def blocking(request):
    return meet(request)


# The control: the same code in an async view.
urlpatterns = [path("", blocking if "--control" in sys.argv else meet)]


async def main():
    transport = ASGITransport(app=get_asgi_application())
    async with AsyncClient(transport=transport, base_url="http://test") as client:
        answers = await asyncio.gather(client.get("/"), client.get("/"))
    return answers[0].text


answer = asyncio.run(main())
print(f"two requests to a view that blocks, in one process under ASGI: {answer}")
sys.exit(0 if answer == "met" else 10)
