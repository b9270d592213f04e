# /// script
# requires-python = ">=3.12"
# dependencies = ["django==6.1.3"]
# [tool.hub]
# control = "self"
# ///
import sys

import django
from django.conf import settings
from django.db import connection, models

database = {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
settings.configure(INSTALLED_APPS=[__name__], DATABASES={"default": database})
django.setup()

from django.test.utils import CaptureQueriesContext  # noqa: E402


class Customer(models.Model):
    name = models.CharField(max_length=100)


class Order(models.Model):
    customer = models.ForeignKey(Customer, models.CASCADE)


with connection.schema_editor() as editor:
    for model in (Customer, Order):
        editor.create_model(model)

for name in ("Ada", "Bob", "Eve"):
    Order.objects.create(customer=Customer.objects.create(name=name))


def queries(orders):
    with CaptureQueriesContext(connection) as captured:
        assert len([order.customer.name for order in orders]) == 3
    return len(captured)


lazy = queries(Order.objects.all())
joined = queries(Order.objects.select_related("customer"))
peers = queries(Order.objects.fetch_mode(models.FETCH_PEERS))
# The control: the mode that is the default.
mode = models.FETCH_ONE if "--control" in sys.argv else models.FETCH_RAISE
try:
    hidden = f"{queries(Order.objects.fetch_mode(mode))} queries"
except Exception as error:
    hidden = type(error).__name__
with CaptureQueriesContext(connection) as captured:
    for customer in Customer.objects.fetch_mode(mode):
        list(customer.order_set.all())
print(
    f"three orders and their customers: {lazy} queries; joined: {joined}; by peers: "
    f"{peers}; forbidden: {hidden}; backwards all the same: {len(captured)} queries"
)
seen = (lazy, joined, peers, hidden, len(captured))
sys.exit(0 if seen == (4, 1, 2, "FieldFetchBlocked", 4) else 10)
