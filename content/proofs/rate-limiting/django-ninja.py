# /// script
# requires-python = ">=3.12"
# dependencies = ["django-ninja==1.7.1", "django==6.1.3"]
# [tool.hub]
# control = "self"
# ///
import sys
from collections import Counter

import django
from django.conf import settings
from django.test import Client
from django.urls import path

settings.configure(ROOT_URLCONF=__name__, SECRET_KEY="for this test", ALLOWED_HOSTS=["*"])
django.setup()
from ninja import NinjaAPI
from ninja.throttling import AnonRateThrottle

# The control: without a throttle.
api = NinjaAPI(throttle=[] if "--control" in sys.argv else [AnonRateThrottle("100/h")])


@api.get("/")
def home(request):
    return "ok"


urlpatterns = [path("", api.urls)]
client = Client()
seen = Counter(client.get("/").status_code for _ in range(500))
print(f"500 requests from one address are answered with {dict(seen)}")
sys.exit(0 if seen == {200: 100, 429: 400} else 10)
