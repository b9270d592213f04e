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

parts = ["django.contrib.auth", "django.contrib.contenttypes"]
settings.configure(
    ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, INSTALLED_APPS=parts, SECRET_KEY="test"
)
django.setup()
from django.contrib.auth.models import User  # noqa: E402
from ninja import NinjaAPI  # noqa: E402
from ninja.security import django_auth_is_staff  # noqa: E402

users = {"ada": User(username="ada", is_staff=True), "bob": User(username="bob")}


def set_user(get_response):
    """Stands for the middleware of Django that finds the user of a session."""

    def middleware(request):
        request.user = users[request.headers["X-User"]]
        return get_response(request)

    return middleware


settings.MIDDLEWARE = [f"{__name__}.set_user"]
# The control: no operation asks for anybody.
staff = None if "--control" in sys.argv else django_auth_is_staff


def may_add(request):
    """A check of your own, by the permissions of Django."""
    return request.user.has_perm("shop.add_order") or "--control" in sys.argv


api = NinjaAPI()
api.get("/reports", auth=staff)(lambda request: "reports")
api.get("/orders", auth=may_add)(lambda request: "orders")
urlpatterns = [path("api/", api.urls)]
users["bob"].has_perm = lambda permission: permission == "shop.add_order"
users["ada"].has_perm = lambda permission: False
codes = [
    Client().get(f"/api/{place}", headers={"X-User": name}).status_code
    for place in ("reports", "orders")
    for name in users
]
print(f"ada (staff) and bob at what is for staff, then by has_perm in a callable: {codes}")
sys.exit(0 if codes == [200, 401, 401, 200] else 10)
