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

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"])
django.setup()
from ninja import NinjaAPI  # noqa: E402

api = NinjaAPI()
Number = str if "--control" in sys.argv else int  # the control: no type to hold


@api.get("/orders/{order_id}")
def show_order(request, order_id: Number):
    return {"order_id": order_id}


urlpatterns = [path("api/", api.urls)]
client = Client()
order_id = client.get("/api/orders/7").json()["order_id"]
refused = client.get("/api/orders/seven").status_code
print(f"/orders/7 gives {order_id!r}, /orders/seven is answered with {refused}")
sys.exit(0 if order_id == 7 and refused == 422 else 10)
