# /// script
# requires-python = ">=3.12"
# dependencies = ["djangorestframework==3.18.3", "django==6.1.3"]
# [tool.hub]
# control = "self"
# ///
import sys

import django
from django.conf import settings

parts = ["django.contrib.auth", "django.contrib.contenttypes"]
settings.configure(INSTALLED_APPS=parts)
django.setup()
from django.contrib.auth.models import User  # noqa: E402
from rest_framework.permissions import SAFE_METHODS, BasePermission, IsAdminUser  # noqa: E402
from rest_framework.response import Response  # noqa: E402
from rest_framework.test import APIRequestFactory, force_authenticate  # noqa: E402
from rest_framework.views import APIView  # noqa: E402


class ReadOnly(BasePermission):
    def has_permission(self, request, view):
        return request.method in SAFE_METHODS


class IsBlocked(BasePermission):
    def has_permission(self, request, view):
        return request.user.username == "eve"


class Orders(APIView):
    permission_classes = [(IsAdminUser | ReadOnly) & ~IsBlocked]
    if "--control" in sys.argv:
        permission_classes = []  # the control: no permission is asked for

    def get(self, request):
        return Response("orders")

    post = get


def ask(method, name, staff=False):
    request = APIRequestFactory().generic(method, "/")
    force_authenticate(request, User(username=name, is_staff=staff))
    return Orders.as_view()(request).status_code


seen = [
    ask("GET", "bob"),
    ask("POST", "bob"),
    ask("POST", "ada", True),
    ask("GET", "eve"),
]
print(f"bob reads, bob writes, the admin writes, eve (blocked) reads: {seen}")
sys.exit(0 if seen == [200, 403, 200, 403] else 10)
