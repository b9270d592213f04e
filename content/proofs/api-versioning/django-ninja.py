# /// script
# requires-python = ">=3.12"
# dependencies = ["django-ninja==1.7.1", "django==6.1.3"]
# [tool.hub]
# control = "self"
# ///
import sys

import django
from django.conf import settings
from django.test import Client
from django.urls import path

settings.configure(ROOT_URLCONF=__name__, SECRET_KEY="for this test", ALLOWED_HOSTS=["*"])
django.setup()
from ninja import NinjaAPI


def orders(request):
    return "orders"


first, second = NinjaAPI(version="1"), NinjaAPI(version="2")
first.get("/orders")(orders)
if "--control" not in sys.argv:  # the control: the second version has no such route
    second.get("/orders")(orders)
urlpatterns = [path("v1/", first.urls), path("v2/", second.urls)]
client = Client()
seen = client.get("/v2/orders").status_code
document = client.get("/v2/openapi.json").json()
print(f"/v2/orders: {seen}; its OpenAPI is of version {document['info']['version']}: {list(document['paths'])}")
sys.exit(0 if seen == 200 and list(document["paths"]) == ["/v2/orders"] else 10)
