# /// script
# requires-python = ">=3.12"
# dependencies = ["djangorestframework==3.18.3", "django==6.1.3", "httpx2==2.16.2"]
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

parts = ["django.contrib.auth", "django.contrib.contenttypes"]
settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], INSTALLED_APPS=parts)
django_application = get_asgi_application()
from rest_framework.views import APIView  # noqa: E402

two_at_once = Barrier(2)


class Meet(APIView):
    authentication_classes = []

    def get(self, request):
        """Blocks until a second request is here too."""
        try:
            two_at_once.wait(timeout=1)
        except BrokenBarrierError:
            return HttpResponse("alone")
        return HttpResponse("met")


async def blocking(request):
    return Meet.as_view()(request)


# The control: the same view called by an async one.
urlpatterns = [path("", blocking if "--control" in sys.argv else Meet.as_view())]


async def main():
    transport = ASGITransport(app=django_application)
    async with AsyncClient(transport=transport, base_url="http://test") as client:
        answers = await asyncio.gather(client.get("/"), client.get("/"))
    return answers[0].text


answer = asyncio.run(main())
print(f"two requests to a view that blocks, in one process under ASGI: {answer}")
sys.exit(0 if answer == "met" else 10)
