# /// script
# requires-python = ">=3.12"
# dependencies = ["djangorestframework==3.18.3", "django==6.1.3"]
# [tool.hub]
# control = "self"
# ///
import sys

import django
from django.conf import settings

settings.configure(
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes"]
)
django.setup()
from rest_framework.response import Response  # noqa: E402
from rest_framework.test import APIRequestFactory  # noqa: E402
from rest_framework.views import APIView  # noqa: E402


class Database:
    name = "the database"


class Order(APIView):
    authentication_classes = []
    permission_classes = []

    def get(self, request, order_id, database: Database):
        return Response(f"order {order_id} from {database.name}")


# The control: a stand-in for what would resolve it.
found = {"database": Database()} if "--control" in sys.argv else {}
try:
    request = APIRequestFactory().get("/")
    seen = Order.as_view()(request, order_id=7, **found).data
except TypeError as error:
    seen = str(error)
print(f"a view that declares what it needs: {seen}")
sys.exit(0 if "missing 1 required positional argument: 'database'" in seen else 10)
