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
from ninja.pagination import PageNumberPagination, paginate

api = NinjaAPI()
tens = paginate(PageNumberPagination, page_size=10)


def numbers(request):
    return list(range(1, 96))


# The control: without the decorator.
api.get("/", response=list[int])(numbers if "--control" in sys.argv else tens(numbers))
urlpatterns = [path("", api.urls)]
seen = Client().get("/?page=2").json()
seen = seen if isinstance(seen, dict) else {"items": seen}
found = seen["items"]
documented = [field["name"] for field in api.get_openapi_schema()["paths"]["/"]["get"]["parameters"]]
print(f"page 2: {found[0]} to {found[-1]} of {seen.get('count')}; in the OpenAPI: {documented}")
sys.exit(0 if (found[0], found[-1], seen.get("count")) == (11, 20, 95) else 10)
