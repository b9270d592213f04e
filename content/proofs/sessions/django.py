# /// script
# requires-python = ">=3.12"
# dependencies = ["django==6.1.3"]
# [tool.hub]
# control = "self"
# ///
import base64
import sys

import django
from django.conf import settings
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import path


def cart(request):
    request.session["sku"] = request.session.get("sku", "") + "pen "
    return HttpResponse(request.session["sku"])


# The control: what is kept travels in the cookie, where its owner can read it.
engine = "signed_cookies" if "--control" in sys.argv else "db"
settings.configure(
    ROOT_URLCONF=__name__,
    SECRET_KEY="for this test",
    ALLOWED_HOSTS=["*"],
    INSTALLED_APPS=["django.contrib.sessions"],
    MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware"],
    SESSION_ENGINE=f"django.contrib.sessions.backends.{engine}",
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "shop.db"}},
)
django.setup()
urlpatterns = [path("", cart)]
call_command("migrate", verbosity=0)

client = Client()
client.get("/")
kept = client.get("/").text
cookie = client.cookies["sessionid"].value.split(":")[0]
readable = b"pen" in base64.urlsafe_b64decode(cookie + "===")
print(f"kept over two requests: {kept!r}; readable in the cookie: {readable}")
sys.exit(0 if (kept, readable) == ("pen pen ", False) else 10)
