# /// script
# requires-python = ">=3.12"
# dependencies = ["django==6.1.3"]
# [tool.hub]
# control = "self"
# ///
import sys

import django
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path

settings.configure(ROOT_URLCONF=__name__, SECRET_KEY="for this test", ALLOWED_HOSTS=["*"])
django.setup()


def orders(request):
    return HttpResponse(f"orders of {request.resolver_match.namespace}")


addresses = [path("orders/", orders)]
urlpatterns = [path("v1/", include((addresses, "shop"), namespace="v1"))]
if "--control" not in sys.argv:  # the control: without the second version
    urlpatterns.append(path("v2/", include((addresses, "shop"), namespace="v2")))
client = Client()
seen = client.get("/v2/orders/")
header = client.get("/orders/", headers={"accept": "application/json; version=2"})
print(f"/v2/orders/: {seen.status_code}; by the header Accept: {header.status_code}")
sys.exit(0 if seen.text == "orders of v2" and header.status_code == 404 else 10)
