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

from django.core.exceptions import ValidationError  # noqa: E402


class Item(models.Model):
    sku = models.CharField(max_length=3)
    amount = models.IntegerField()

    if "--control" in sys.argv:  # the control: a save that calls the checks

        def save(self, **options):
            self.full_clean()
            super().save(**options)


with connection.schema_editor() as editor:
    for model in (Item,):
        editor.create_model(model)


def store(sku, amount):
    try:
        Item(sku=sku, amount=amount).save()
    except (ValidationError, ValueError) as error:
        return type(error).__name__
    return "stored"


too_long, no_number = store("pencil", 1), store("pen", "many")
try:
    Item(sku="pencil", amount="many").full_clean()
    called = []
except ValidationError as error:
    called = sorted(error.message_dict)
print(f"too long: {too_long}; no number: {no_number}; full_clean() refuses {called}")
seen = (too_long, no_number, called)
sys.exit(0 if seen == ("stored", "ValueError", ["amount", "sku"]) else 10)
