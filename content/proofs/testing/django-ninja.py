# /// script
# requires-python = ">=3.12"
# dependencies = ["django-ninja==1.7.1", "django==6.1.3"]
# [tool.hub]
# control = "self"
# ///
import sys

import django
from django.conf import settings

settings.configure()
django.setup()
from ninja import Router, Schema  # noqa: E402
from ninja.testing import TestClient  # noqa: E402

router = Router()


class Order(Schema):
    sku: str
    quantity: int


@router.post("/orders")
def create_order(request, order: Order):
    # The control: a fault to be found.
    return {"total": order.quantity * (2 if "--control" in sys.argv else 3)}


def test_creates_an_order():
    response = TestClient(router).post("/orders", json={"sku": "pen", "quantity": 14})
    assert response.status_code == 200
    assert response.json() == {"total": 42}


try:
    test_creates_an_order()
    outcome = "passed"
except AssertionError:
    outcome = "failed"
print(f"one router, without addresses or middleware of Django: the test {outcome}")
sys.exit(0 if outcome == "passed" else 10)
