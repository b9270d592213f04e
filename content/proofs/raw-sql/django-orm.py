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
    title = models.CharField(max_length=100)


with connection.schema_editor() as editor:
    for model in (Order,):
        editor.create_model(model)

Order.objects.create(title="pen")
wanted = "pen' OR '1'='1"  # as a parameter it is only a name
if "--control" in sys.argv:
    query, values = f"SELECT * FROM __main___order WHERE title = '{wanted}'", []
else:
    query, values = "SELECT * FROM __main___order WHERE title = %s", [wanted]
hostile = list(Order.objects.raw(query, values))
query = "SELECT * FROM __main___order WHERE title = %s"
found = list(Order.objects.raw(query, ["pen"]))
with connection.cursor() as cursor:
    cursor.execute("SELECT count(*) FROM __main___order")
    rows = cursor.fetchall()
seen = [type(order).__name__ for order in found]
print(f"objects: {seen}; plain rows: {rows}; a hostile value finds {len(hostile)}")
sys.exit(0 if seen == ["Order"] and rows == [(1,)] and not hostile else 10)
