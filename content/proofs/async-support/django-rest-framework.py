# /// script
# requires-python = ">=3.12"
# dependencies = ["djangorestframework==3.18.3", "django==6.1.3"]
# [tool.hub]
# control = ["djangorestframework==3.18.3", "adrf==0.1.14"]
# ///
import asyncio
import sys
from importlib.metadata import files

import django
from django.conf import settings
from django.test import AsyncRequestFactory

settings.configure(
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes"],
    REST_FRAMEWORK={
        "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"]
    },
)
django.setup()
try:
    from adrf.views import APIView  # only the control installs it
except ImportError:
    from rest_framework.views import APIView
from rest_framework.response import Response  # noqa: E402


class Orders(APIView):
    authentication_classes = []

    async def get(self, request):
        return Response("orders")


async def main():
    answer = Orders.as_view()(AsyncRequestFactory().get("/"))
    return (await answer).data if asyncio.iscoroutine(answer) else answer.data


try:
    seen = asyncio.run(main())
except AssertionError as error:
    seen = f"AssertionError: {error}"
sources = [file for file in files("djangorestframework") if file.suffix == ".py"]
count = sum("async def" in file.read_text(encoding="utf-8") for file in sources)
print(f"{count} of {len(sources)} modules have an async def; {seen[:140]}")
sys.exit(0 if count == 0 and "coroutine" in seen else 10)
