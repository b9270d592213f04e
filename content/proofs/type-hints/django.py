# /// script
# requires-python = ">=3.12"
# dependencies = ["django==6.1.3"]
# [tool.hub]
# control = ["django==6.1.3", "django-stubs==6.1.2"]
# ///
import sys
from importlib.metadata import distributions
from importlib.resources import files

import django
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import path

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"])
django.setup()


def show_order(request, order_id: int) -> HttpResponse:
    return HttpResponse(type(order_id).__name__)


urlpatterns = [path("orders/<order_id>/", show_order)]

marker = files("django").joinpath("py.typed").is_file()
stubs = [package.name for package in distributions() if "stubs" in package.name]
got = Client().get("/orders/7/").text
print(
    f"py.typed in the package: {marker}; stubs that come with it: {stubs or 'none'}; "
    f"a parameter hinted as int arrives as {got}"
)
sys.exit(0 if not marker and not stubs and got == "str" else 10)
