# /// script
# requires-python = ">=3.12"
# dependencies = ["django-ninja==1.7.1", "django==6.1.3"]
# [tool.hub]
# control = "self"
# ///
import sys
from datetime import date
from importlib.resources import files

import django
from django.conf import settings
from django.test import Client
from django.urls import path

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"])
django.setup()
from ninja import NinjaAPI  # noqa: E402

api = NinjaAPI()
Day = str if "--control" in sys.argv else date  # the control: a hint that says less


@api.get("/orders")
def orders(request, day: Day) -> dict[str, str]:
    return {"kind": type(day).__name__}


urlpatterns = [path("api/", api.urls)]
client = Client()
good, bad = (client.get(f"/api/orders?day={day}") for day in ("2026-11-29", "today"))
(parameter,) = api.get_openapi_schema()["paths"]["/api/orders"]["get"]["parameters"]
marker = files("ninja").joinpath("py.typed").is_file()
print(
    f"py.typed: {marker}; the operation gets a {good.json()['kind']}, 'today' is "
    f"answered with {bad.status_code}; as {parameter['schema'].get('format')}"
)
sys.exit(
    0 if marker and bad.status_code == 422 and good.json()["kind"] == "date" else 10
)
