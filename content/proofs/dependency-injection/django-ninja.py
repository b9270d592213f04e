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


class Database:
    name = "the database"


def with_database(request):
    request.database = Database()  # values travel on the request
    return "anybody"


def show_order(request, order_id: int, database=None):
    given = getattr(database, "name", None)
    return {"given": given, "carried": request.database.name}


operation = show_order
if "--control" in sys.argv:  # a stand-in that gives an operation what it declares

    def operation(request, order_id: int):
        return show_order(request, order_id, Database())


api.get("/orders/{order_id}", auth=with_database)(operation)
urlpatterns = [path("api/", api.urls)]

seen = Client().get("/api/orders/7").json()
named = [name for name in vars(__import__("ninja")) if name in ("Depends", "Inject")]
print(f"a parameter for a dependency: {seen}; names for it in ninja: {named or 'none'}")
sys.exit(0 if seen["given"] is None and seen["carried"] and not named else 10)
