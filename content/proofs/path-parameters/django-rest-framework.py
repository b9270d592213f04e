# /// script
# requires-python = ">=3.12"
# dependencies = ["djangorestframework==3.18.3", "django==6.1.3"]
# [tool.hub]
# control = "self"
# ///
import sys

import django
from django.conf import settings
from django.test import Client

settings.configure(
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes"],
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["*"],
)
django.setup()
from rest_framework.response import Response  # noqa: E402
from rest_framework.routers import SimpleRouter  # noqa: E402
from rest_framework.viewsets import ViewSet  # noqa: E402


class OrderViewSet(ViewSet):
    authentication_classes = []
    # The control: a converter that takes any text.
    lookup_value_converter = "str" if "--control" in sys.argv else "int"

    def retrieve(self, request, pk):
        return Response({"pk": pk})


router = SimpleRouter(use_regex_path=False)
router.register("orders", OrderViewSet, basename="order")
urlpatterns = router.urls

client = Client(headers={"accept": "application/json"})
pk = client.get("/orders/7/").json()["pk"]
refused = client.get("/orders/seven/").status_code
print(f"/orders/7/ gives {pk!r}, /orders/seven/ is answered with {refused}")
sys.exit(0 if pk == 7 and refused == 404 else 10)
