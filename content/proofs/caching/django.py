# /// script
# requires-python = ">=3.12"
# dependencies = ["django==6.1.3"]
# [tool.hub]
# control = "self"
# ///
import sys

import django
from django.conf import settings
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import path
from django.views.decorators.cache import cache_page

settings.configure(
    ROOT_URLCONF=__name__,
    SECRET_KEY="for this test",
    ALLOWED_HOSTS=["*"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "shop.db"}},
    CACHES={
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "kept",
        }
    },
)
django.setup()
call_command("createcachetable")
made = []


def prices(request):
    made.append("page")
    return HttpResponse(f"page number {len(made)}")


# The control: without the decorator.
urlpatterns = [path("", prices if "--control" in sys.argv else cache_page(60)(prices))]
answers = [Client().get("/").text for _ in range(3)]
print(f"three requests, made {len(made)} times: {answers}; kept in the database")
sys.exit(0 if answers == ["page number 1"] * 3 else 10)
