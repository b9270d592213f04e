# /// script
# requires-python = ">=3.12"
# dependencies = ["django==6.1.3"]
# [tool.hub]
# control = "self"
# ///
import sys

import django
from django.conf import settings
from django.http import JsonResponse
from django.test import Client
from django.urls import path

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"])
django.setup()


def show_order(request, order_id):
    return JsonResponse({"order_id": order_id})


# The control: a converter that takes any text.
converter = "str" if "--control" in sys.argv else "int"
urlpatterns = [path(f"orders/<{converter}:order_id>/", show_order)]

client = Client()
order_id = client.get("/orders/7/").json()["order_id"]
refused = client.get("/orders/seven/").status_code
print(f"/orders/7/ gives {order_id!r}, /orders/seven/ is answered with {refused}")
sys.exit(0 if order_id == 7 and refused == 404 else 10)
