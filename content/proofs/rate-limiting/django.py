# /// script
# requires-python = ">=3.12"
# dependencies = ["django==6.1.3"]
# [tool.hub]
# control = "self"
# ///
import sys
from collections import Counter

import django
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import path


def limited(get_response):
    """The control: a limit of a hundred, written by hand."""
    asked = Counter()

    def answer(request):
        asked[request.META["REMOTE_ADDR"]] += 1
        full = asked[request.META["REMOTE_ADDR"]] > 100
        return HttpResponse(status=429) if full else get_response(request)

    return answer


shipped = ["django.middleware.common.CommonMiddleware"]
shipped += ["django.middleware.security.SecurityMiddleware"]
settings.configure(
    ROOT_URLCONF=__name__,
    SECRET_KEY="for this test",
    ALLOWED_HOSTS=["*"],
    MIDDLEWARE=shipped + (["__main__.limited"] if "--control" in sys.argv else []),
)
django.setup()
urlpatterns = [path("", lambda request: HttpResponse("ok"))]
client = Client()
seen = Counter(client.get("/").status_code for _ in range(500))
print(f"500 requests from one address are answered with {dict(seen)}")
sys.exit(0 if seen == {200: 500} else 10)
