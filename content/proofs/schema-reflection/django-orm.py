# /// script
# requires-python = ">=3.12"
# dependencies = ["django==6.1.3"]
# [tool.hub]
# control = "self"
# ///
import sys

import django
from django.conf import settings
from django.db import connection

database = {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
settings.configure(INSTALLED_APPS=[__name__], DATABASES={"default": database})
django.setup()

from contextlib import redirect_stdout  # noqa: E402
from io import StringIO  # noqa: E402

from django.core.management import call_command  # noqa: E402

with connection.cursor() as cursor:
    if "--control" not in sys.argv:  # the control: an empty database
        cursor.execute("CREATE TABLE customer (id INTEGER PRIMARY KEY, name TEXT)")
        cursor.execute(
            "CREATE TABLE orders (id INTEGER PRIMARY KEY,"
            " customer_id INTEGER NOT NULL REFERENCES customer (id))"
        )
with redirect_stdout(StringIO()) as source:
    call_command("inspectdb")
lines = [line.strip() for line in source.getvalue().splitlines()]
seen = [line for line in lines if line.startswith("class ") and "Meta" not in line]
keys = [line for line in lines if " = models.ForeignKey" in line]
print(f"{seen}; {keys}")
wanted = ["class Customer(models.Model):", "class Orders(models.Model):"]
sys.exit(0 if seen == wanted and len(keys) == 1 else 10)
