# /// script
# requires-python = ">=3.12"
# dependencies = ["django==6.1.3"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys
import threading

import django
from django.conf import settings
from django.db import connection, models, transaction

database = {"ENGINE": "django.db.backends.sqlite3", "NAME": "db.sqlite3"}
settings.configure(INSTALLED_APPS=[__name__], DATABASES={"default": database})
django.setup()


class Order(models.Model):
    title = models.CharField(max_length=100)

    @classmethod
    def from_db(cls, *values):
        threads.append(threading.get_ident())  # where a row is read
        return super().from_db(*values)


async def main():
    await Order.objects.acreate(title="pen")
    order = await Order.objects.aget(title="pen")
    here = threading.get_ident() in threads
    # The control: a transaction that async code may use.
    block = asyncio.Lock() if "--control" in sys.argv else transaction.atomic()
    try:
        async with block:
            return order, here, "accepted"
    except TypeError:
        return order, here, "refused"


threads = []
with connection.schema_editor() as editor:
    editor.create_model(Order)
order, here, atomic = asyncio.run(main())
print(f"query in loop thread: {here}; async with atomic(): {atomic}")
sys.exit(0 if order.title == "pen" and not here and atomic == "refused" else 10)
