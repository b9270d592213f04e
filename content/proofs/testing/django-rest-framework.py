# /// script
# requires-python = ">=3.12"
# dependencies = ["djangorestframework==3.18.3", "django==6.1.3"]
# [tool.hub]
# control = "self"
# ///
import sys
import unittest

import django
from django.conf import settings
from django.urls import path

parts = ["django.contrib.auth", "django.contrib.contenttypes"]
settings.configure(INSTALLED_APPS=parts, ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"])
django.setup()
from django.contrib.auth.models import User  # noqa: E402
from rest_framework.response import Response  # noqa: E402
from rest_framework.test import APIClient, APIRequestFactory  # noqa: E402
from rest_framework.views import APIView  # noqa: E402


class Orders(APIView):
    def post(self, request):
        # The control: a fault to be found.
        total = 41 if "--control" in sys.argv else 42
        return Response({"total": total, "user": request.user.username}, status=201)


urlpatterns = [path("orders/", Orders.as_view())]


class OrdersTests(unittest.TestCase):
    def test_with_the_client(self):
        client = APIClient()
        client.force_authenticate(user=User(username="ada"))
        response = client.post("/orders/", {"sku": "pen"}, format="json")
        self.assertEqual(response.data, {"total": 42, "user": "ada"})

    def test_with_the_factory(self):
        request = APIRequestFactory().post("/orders/", {"sku": "pen"}, format="json")
        self.assertEqual(Orders.as_view()(request).data["total"], 42)


suite = unittest.defaultTestLoader.loadTestsFromTestCase(OrdersTests)
result = unittest.TextTestRunner(verbosity=0).run(suite)
print(f"with APIClient and APIRequestFactory: {result.testsRun} run, {result}"[:150])
sys.exit(0 if result.testsRun == 2 and result.wasSuccessful() else 10)
