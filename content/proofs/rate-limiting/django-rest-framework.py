# /// script
# requires-python = ">=3.12"
# dependencies = ["djangorestframework==3.18.3", "django==6.1.3"]
# [tool.hub]
# control = "self"
# ///
import sys
from collections import Counter

import django
from django.conf import settings
from django.urls import path

settings.configure(
    ROOT_URLCONF=__name__,
    SECRET_KEY="for this test",
    ALLOWED_HOSTS=["*"],
    INSTALLED_APPS=["rest_framework"],
    REST_FRAMEWORK={
        "DEFAULT_THROTTLE_RATES": {"anon": "100/hour"},
        "DEFAULT_AUTHENTICATION_CLASSES": [],
        "UNAUTHENTICATED_USER": None,
    },
)
django.setup()
from rest_framework.decorators import api_view, throttle_classes
from rest_framework.response import Response
from rest_framework.test import APIClient
from rest_framework.throttling import AnonRateThrottle


@api_view()
@throttle_classes([] if "--control" in sys.argv else [AnonRateThrottle])
def home(request):  # the control: without a throttle
    return Response("ok")


urlpatterns = [path("", home)]
client = APIClient()
seen = Counter(client.get("/").status_code for _ in range(500))
print(f"500 requests from one address are answered with {dict(seen)}")
sys.exit(0 if seen == {200: 100, 429: 400} else 10)
