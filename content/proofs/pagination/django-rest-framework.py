# /// script
# requires-python = ">=3.12"
# dependencies = ["djangorestframework==3.18.3", "django==6.1.3"]
# [tool.hub]
# control = "self"
# ///
import sys

import django
from django.conf import settings
from django.urls import path

settings.configure(
    ROOT_URLCONF=__name__,
    SECRET_KEY="for this test",
    ALLOWED_HOSTS=["*"],
    INSTALLED_APPS=["rest_framework"],
    REST_FRAMEWORK={"DEFAULT_AUTHENTICATION_CLASSES": [], "UNAUTHENTICATED_USER": None},
)
django.setup()
from rest_framework.generics import ListAPIView
from rest_framework.pagination import PageNumberPagination
from rest_framework.serializers import IntegerField, Serializer
from rest_framework.test import APIClient


class Number(Serializer):
    number = IntegerField()


class Tens(PageNumberPagination):
    page_size = 10


class Numbers(ListAPIView):
    serializer_class = Number
    # The control: without a class of pagination.
    pagination_class = None if "--control" in sys.argv else Tens

    def get_queryset(self):
        return [{"number": n} for n in range(1, 96)]


urlpatterns = [path("", Numbers.as_view())]
seen = APIClient().get("/?page=2").json()
seen = seen if isinstance(seen, dict) else {"count": None, "next": None, "results": seen}
found = [row["number"] for row in seen["results"]]
print(f"page 2: {found[0]} to {found[-1]} of {seen['count']}; next: {seen['next']}")
sys.exit(0 if (found[0], found[-1], seen["count"]) == (11, 20, 95) else 10)
