# /// script
# requires-python = ">=3.12"
# dependencies = ["django==6.1.3"]
# [tool.hub]
# control = "self"
# ///
import functools
import sys

import django
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import path

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"])
django.setup()


class Database:
    name = "the database"


def show_order(request, order_id, database: Database):
    return HttpResponse(f"order {order_id} from {database.name}")


view = show_order
if "--control" in sys.argv:  # a stand-in that gives a view what its hints ask for
    view = functools.partial(show_order, database=Database())
urlpatterns = [path("orders/<int:order_id>/", view)]

try:
    seen = Client().get("/orders/7/").text
except TypeError as error:
    seen = str(error)
print(f"a view that declares what it needs: {seen}")
sys.exit(0 if "missing 1 required positional argument: 'database'" in seen else 10)
