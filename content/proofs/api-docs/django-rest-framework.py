# /// script
# requires-python = ">=3.12"
# dependencies = ["djangorestframework==3.18.3", "django==6.1.3", "uritemplate==4.2.0", "pyyaml==6.0.3"]
# [tool.hub]
# control = ["djangorestframework==3.18.3", "drf-spectacular==0.30.0"]
# ///
import sys
import warnings
from importlib.util import find_spec

import django
from django.conf import settings
from django.test import Client
from django.urls import path

parts = ["django.contrib.auth", "django.contrib.contenttypes", "rest_framework"]
backend = "django.template.backends.django.DjangoTemplates"
settings.configure(
    ALLOWED_HOSTS=["*"],
    INSTALLED_APPS=[*parts, "django.contrib.staticfiles"],
    ROOT_URLCONF=__name__,
    STATIC_URL="static/",
    TEMPLATES=[{"BACKEND": backend, "APP_DIRS": True}],
)
django.setup()
warnings.simplefilter("ignore")
from rest_framework.response import Response  # noqa: E402
from rest_framework.schemas.openapi import SchemaGenerator  # noqa: E402
from rest_framework.views import APIView  # noqa: E402


class Order(APIView):
    authentication_classes = []

    def get(self, request, pk):
        return Response({"pk": pk})


urlpatterns = [path("orders/<int:pk>/", Order.as_view())]
page = Client().get("/orders/7/", headers={"accept": "text/html"}).text
browsable = "<h1>Order</h1>" in page and "HTTP 200 OK" in page
paths = list(SchemaGenerator(title="Shop").get_schema()["paths"])
advised = find_spec("drf_spectacular") is not None  # only the control installs it
print(
    f"browsable page: {browsable}; own generator: {paths}; drf-spectacular: {advised}"
)
sys.exit(0 if browsable and paths == ["/orders/{id}/"] and not advised else 10)
