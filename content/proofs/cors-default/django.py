# /// script
# requires-python = ">=3.12"
# dependencies = ["django==6.1.3"]
# [tool.hub]
# control = "self"
# ///
import sys

import django
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import path


def own(get_response):
    def middleware(request):
        response = get_response(request)
        response["Access-Control-Allow-Origin"] = "https://shop.example"
        return response

    return middleware


shipped = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
settings.configure(
    ROOT_URLCONF=__name__,
    SECRET_KEY="for this test",
    ALLOWED_HOSTS=["*"],
    # The control: middleware of our own lets the front end in.
    MIDDLEWARE=shipped + ["__main__.own"] * ("--control" in sys.argv),
)
django.setup()
urlpatterns = [path("", lambda request: HttpResponse("hello"))]

client = Client(headers={"Origin": "https://shop.example"})
page = client.get("/").headers
preflight = client.options("/", headers={"Access-Control-Request-Method": "PUT"})
seen = [
    name
    for name in [*page, *preflight.headers]
    if name.lower().startswith("access-control")
]
print(f"headers that let another site read: {seen or 'none'}")
sys.exit(10 if seen else 0)
