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

database = {"ENGINE": "django.db.backends.sqlite3", "NAME": "orders.sqlite3"}
settings.configure(INSTALLED_APPS=[__name__], DATABASES={"default": database})
django.setup()
threads = set()


class Order(models.Model):
    title = models.CharField(max_length=100)

    @classmethod
    def from_db(cls, *values):
        threads.add(threading.current_thread() is threading.main_thread())
        return super().from_db(*values)


with connection.schema_editor() as editor:
    editor.create_model(Order)


async def main():
    await Order.objects.acreate(title="pen")
    found = [order.title async for order in Order.objects.all()]
    # The control: a transaction that async code may use.
    block = asyncio.Lock() if "--control" in sys.argv else transaction.atomic()
    try:
        async with block:
            return found, "accepted"
    except TypeError:
        return found, "refused"


found, atomic = asyncio.run(main())
print(
    f"{found}; rows read in the event loop's thread: {threads}; async atomic(): {atomic}"
)
sys.exit(0 if found == ["pen"] and threads == {False} and atomic == "refused" else 10)
