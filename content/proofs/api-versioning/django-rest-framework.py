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
from rest_framework.response import Response
from rest_framework.test import APIClient
from rest_framework.versioning import AcceptHeaderVersioning
from rest_framework.views import APIView


class ByHeader(AcceptHeaderVersioning):
    allowed_versions = ["1", "2"]
    default_version = "1"


class Orders(APIView):
    # The control: without a class of versioning.
    versioning_class = None if "--control" in sys.argv else ByHeader

    def get(self, request):
        return Response({"version": request.version})


urlpatterns = [path("orders/", Orders.as_view())]
client = APIClient()
asked = {n: client.get("/orders/", headers={"accept": f"application/json; version={n}"}) for n in "23"}
seen = {number: (answer.status_code, answer.json().get("version")) for number, answer in asked.items()}
print(f"asked for by the header Accept: {seen}")
sys.exit(0 if seen["2"] == (200, "2") and seen["3"][0] == 406 else 10)
