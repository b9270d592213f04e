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
settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], INSTALLED_APPS=parts)
django.setup()
from django.contrib.auth.models import Group  # noqa: E402
from ninja import Field, ModelSchema, NinjaAPI, Schema  # noqa: E402

api = NinjaAPI()


class OrderIn(Schema):
    sku: str
    quantity: int = Field(ge=1)


class GroupOut(ModelSchema):
    class Meta:
        model = Group
        fields = ["name"]


Body = dict if "--control" in sys.argv else OrderIn  # the control: nothing declared


@api.post("/orders", response=GroupOut)
def create_order(request, order: Body):
    return Group(name="read from an object of the ORM")


urlpatterns = [path("api/", api.urls)]


def post(body):
    return Client().post("/api/orders", body, content_type="application/json")


good, bad = post({"sku": "pen", "quantity": 3}), post({"quantity": "many"})
places = []
if bad.status_code == 422:
    places = [error["loc"][-1] for error in bad.json()["detail"]]
print(f"a good body: {good.json()}; a bad one: {bad.status_code} at {places}")
sys.exit(0 if sorted(places) == ["quantity", "sku"] and "name" in good.json() else 10)
