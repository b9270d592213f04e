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

backend = "django.template.backends.django.DjangoTemplates"
settings.configure(
    ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, TEMPLATES=[{"BACKEND": backend}]
)
django.setup()
from ninja import NinjaAPI, Redoc  # noqa: E402

# The control: the same API without its description.
options = {"openapi_url": None} if "--control" in sys.argv else {}
api, other = NinjaAPI(**options), NinjaAPI(docs=Redoc(), urls_namespace="other")


@api.get("/orders/{order_id}")
def show_order(request, order_id: int, limit: int = 20):
    return {"order": order_id}


urlpatterns = [path("api/", api.urls), path("other/", other.urls)]
client = Client()
pages = [client.get(f"/{name}/docs") for name in ("api", "other")]
shown = [
    name for name in ("swagger", "redoc") if name in "".join(p.text for p in pages)
]
answer = client.get("/api/openapi.json")
schema = answer.json() if answer.status_code == 200 else {"paths": {}}
described = [
    f"{parameter['name']}: {parameter['schema']['type']}"
    for operations in schema["paths"].values()
    for parameter in operations["get"]["parameters"]
]
print(f"OpenAPI {schema.get('openapi')} describes {described}; pages: {shown}")
expected = ["order_id: integer", "limit: integer"]
sys.exit(0 if described == expected and shown == ["swagger", "redoc"] else 10)
