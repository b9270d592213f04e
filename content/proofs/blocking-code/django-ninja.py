# /// script
# requires-python = ">=3.12"
# dependencies = ["django-ninja==1.7.1", "django==6.1.3", "httpx2==2.16.2"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys
from threading import Barrier, BrokenBarrierError

from django.conf import settings
from django.core.asgi import get_asgi_application
from django.urls import path
from httpx2 import ASGITransport, AsyncClient

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"])
django_application = get_asgi_application()
from ninja import NinjaAPI  # noqa: E402

api, two_at_once = NinjaAPI(), Barrier(2)


def meet(request):
    """Blocks until a second request is here too."""
    try:
        two_at_once.wait(timeout=1)
    except BrokenBarrierError:
        return "alone"
    return "met"


async def blocking(request):
    return meet(request)


# The control: the same code in an async operation.
api.get("/")(blocking if "--control" in sys.argv else meet)
urlpatterns = [path("", api.urls)]


async def main():
    transport = ASGITransport(app=django_application)
    async with AsyncClient(transport=transport, base_url="http://test") as client:
        answers = await asyncio.gather(client.get("/"), client.get("/"))
    return answers[0].json()


answer = asyncio.run(main())
print(f"two requests that block, in one process under ASGI: {answer}")
sys.exit(0 if answer == "met" else 10)
