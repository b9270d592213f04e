# /// script
# requires-python = ">=3.12"
# dependencies = ["django-ninja==1.7.1", "django==6.1.3"]
# [tool.hub]
# control = "self"
# ///
import base64
import sys

import django
from django.conf import settings
from django.test import Client
from django.urls import path

settings.configure(
    ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], SECRET_KEY="for this test"
)
django.setup()
from ninja import NinjaAPI  # noqa: E402
from ninja.security import APIKeyCookie, HttpBasicAuth, HttpBearer  # noqa: E402


class Basic(HttpBasicAuth):
    def authenticate(self, request, username, password):
        return username if password == "secret" else None


class Bearer(HttpBearer):
    def authenticate(self, request, token):
        return "ada" if token == "abc123" else None


class Cookie(APIKeyCookie):
    def authenticate(self, request, key):
        return "ada" if key == "abc123" else None


auth = None if "--control" in sys.argv else [Basic(), Bearer(), Cookie()]
api = NinjaAPI(auth=auth)  # the control: no scheme is asked for
api.post("/me")(lambda request: str(getattr(request, "auth", "anybody")))
urlpatterns = [path("api/", api.urls)]
basic = "Basic " + base64.b64encode(b"ada:secret").decode()
seen = []
for header in (basic, "Bearer abc123", "Bearer guessed"):
    answer = Client().post("/api/me", headers={"authorization": header})
    seen.append(answer.json() if answer.status_code == 200 else answer.status_code)
by_cookie = Client(enforce_csrf_checks=True)
by_cookie.cookies["key"] = "abc123"
forged = by_cookie.post("/api/me").status_code
print(f"basic, bearer, wrong: {seen}; by cookie without a CSRF token: {forged}")
sys.exit(0 if seen == ["ada", "ada", 401] and forged == 403 else 10)
