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


class Order(models.Model):
    total = models.IntegerField()


with connection.schema_editor() as editor:
    for model in (Order,):
        editor.create_model(model)

orders = [Order(total=number) for number in range(500)]
with CaptureQueriesContext(connection) as captured:
    if "--control" in sys.argv:
        for order in orders:  # the control: one by one
            order.save()
    else:
        Order.objects.bulk_create(orders)
inserts = sum(query["sql"].startswith("INSERT") for query in captured)
keys = sum(order.pk is not None for order in orders)
print(f"500 objects: {inserts} INSERT; {keys} of them know their key")
sys.exit(0 if inserts < 10 and keys == 500 else 10)
