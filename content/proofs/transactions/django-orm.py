# /// script
# requires-python = ">=3.12"
# dependencies = ["django==6.1.3"]
# [tool.hub]
# control = "self"
# ///
import sys

import django
from django.conf import settings
from django.db import IntegrityError, connection, models, transaction

database = {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
settings.configure(INSTALLED_APPS=[__name__], DATABASES={"default": database})
django.setup()


class Order(models.Model):
    number = models.IntegerField(unique=True)


with connection.schema_editor() as editor:
    for model in (Order,):
        editor.create_model(model)


def store(inner):
    with transaction.atomic():
        Order.objects.create(number=1)
        try:
            with inner():
                Order.objects.create(number=2)
                Order.objects.create(number=1)  # is there already
        except IntegrityError:
            pass
        Order.objects.create(number=3)


if "--control" in sys.argv:
    from contextlib import nullcontext

    try:
        store(nullcontext)  # the control: no inner block
    except transaction.TransactionManagementError:
        pass
else:
    store(transaction.atomic)
numbers = sorted(Order.objects.values_list("number", flat=True))
print(f"an inner block failed at its second insert; stored: {numbers}")
sys.exit(0 if numbers == [1, 3] else 10)
