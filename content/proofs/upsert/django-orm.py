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


class Stock(models.Model):
    sku = models.CharField(max_length=20, unique=True)
    amount = models.IntegerField()


with connection.schema_editor() as editor:
    for model in (Stock,):
        editor.create_model(model)

Stock.objects.create(sku="pen", amount=1)
new = [Stock(sku="pen", amount=5), Stock(sku="ink", amount=7)]
with CaptureQueriesContext(connection) as captured:
    if "--control" in sys.argv:
        for item in new:  # the control: the call that looks first
            Stock.objects.update_or_create(
                sku=item.sku, defaults={"amount": item.amount}
            )
    else:
        Stock.objects.bulk_create(
            new,
            update_conflicts=True,
            unique_fields=["sku"],
            update_fields=["amount"],
        )
sent = [query["sql"].split()[0] for query in captured]
stored = dict(Stock.objects.values_list("sku", "amount"))
print(f"stored: {stored}; statements: {sent}"[:200])
sys.exit(0 if stored == {"pen": 5, "ink": 7} and sent == ["INSERT"] else 10)
