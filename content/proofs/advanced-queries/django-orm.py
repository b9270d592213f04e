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


class Order(models.Model):
    customer = models.CharField(max_length=20)
    total = models.IntegerField()


with connection.schema_editor() as editor:
    for model in (Order,):
        editor.create_model(model)

for customer, total in [("Ada", 3), ("Ada", 40), ("Bob", 5)]:
    Order.objects.create(customer=customer, total=total)
from django.db.models import F, Sum, Window  # noqa: E402

running = Sum("total")
if "--control" not in sys.argv:  # the control: a plain sum of each row
    running = Window(running, partition_by=["customer"], order_by=F("id").asc())
rows = Order.objects.annotate(so_far=running).order_by("id")
sums = [row.so_far for row in rows]
words = {name.lower() for name in dir(models) + dir(rows) if name[0] != "_"}
named = sorted(word for word in words if word in ("cte", "with") or "with_" in word)
print(f"running totals: {sums}; names for a CTE: {named or 'none'}")
sys.exit(0 if sums == [3, 43, 5] and not named else 10)
