# /// script
# requires-python = ">=3.12"
# dependencies = ["django==6.1.3"]
# [tool.hub]
# control = "self"
# ///
import sys
from pathlib import Path

Path("shop/migrations").mkdir(parents=True)
Path("shop/__init__.py").touch()
Path("shop/migrations/__init__.py").touch()
Path("shop/models.py").write_text(
    """from django.db import models

class Order(models.Model):
    total = models.IntegerField()
"""
)
sys.path.insert(0, ".")

import django  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, models  # noqa: E402

database = {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
settings.configure(INSTALLED_APPS=["shop"], DATABASES={"default": database})
django.setup()
from shop.models import Order  # noqa: E402

call_command("makemigrations", verbosity=0)
if "--control" not in sys.argv:  # the control: the model does not change
    models.TextField(default="").contribute_to_class(Order, "note")
call_command("makemigrations", "shop", verbosity=0)
call_command("migrate", verbosity=0)
files = sorted(path.stem for path in Path("shop/migrations").glob("0*.py"))
with connection.cursor() as cursor:
    table = connection.introspection.get_table_description(cursor, "shop_order")
columns = [column.name for column in table]
print(f"generated: {files}; columns after migrate: {columns}")
sys.exit(0 if len(files) == 2 and columns == ["id", "total", "note"] else 10)
