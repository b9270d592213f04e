# /// script
# requires-python = ">=3.12"
# dependencies = ["django==6.1.3"]
# [tool.hub]
# control = ["django==6.1.3", "djangorestframework==3.18.3"]
# ///
import importlib.util
import sys

import django
from django.conf import settings
from django.core.management import CommandError, call_command, get_commands
from django.http import JsonResponse
from django.test import Client
from django.urls import path

# Only the control installs it.
extra = ["rest_framework"] if importlib.util.find_spec("rest_framework") else []
contrib = ["auth", "contenttypes"]
settings.configure(
    ALLOWED_HOSTS=["*"],
    INSTALLED_APPS=[f"django.contrib.{name}" for name in contrib] + extra,
    ROOT_URLCONF=__name__,
)
django.setup()
urlpatterns = [
    path("orders/<int:pk>/", lambda request, pk: JsonResponse({"id": pk})),
]

client = Client()
places = ["/orders/7/", "/openapi.json", "/schema/", "/docs/"]
answers = [client.get(place).status_code for place in places]
generators = [name for name in get_commands() if "schema" in name or "openapi" in name]
try:
    call_command("generateschema", stdout=open("schema.yml", "w"))
    error = "no error"
except (CommandError, AssertionError) as refused:
    error = str(refused)
print(f"{places}: {answers}; commands: {generators or 'none'}; {error}"[:200])
sys.exit(0 if answers == [200, 404, 404, 404] and not generators else 10)
