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


class Customer(models.Model):
    name = models.CharField(max_length=100)


class Order(models.Model):
    customer = models.ForeignKey(Customer, models.CASCADE, related_name="orders")
    total = models.IntegerField()


with connection.schema_editor() as editor:
    for model in (Customer, Order):
        editor.create_model(model)

ada = Customer.objects.create(name="Ada")
for total in (3, 40):
    order = Order(customer=ada, total=total)
    if "--control" not in sys.argv:  # the control: objects that are not saved
        order.save()

found = list(Order.objects.filter(customer__name="Ada", total__gt=10))
spent = Customer.objects.aggregate(spent=models.Sum("orders__total"))["spent"]
seen = [(type(order).__name__, order.customer.name, order.total) for order in found]
print(f"found by the customer's name: {seen}; spent in all: {spent}")
sys.exit(0 if seen == [("Order", "Ada", 40)] and spent == 43 else 10)
