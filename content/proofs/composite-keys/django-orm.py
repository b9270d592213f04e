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


class Line(models.Model):
    if "--control" not in sys.argv:  # the control: Django's own key
        pk = models.CompositePrimaryKey("order", "position")
    order = models.IntegerField()
    position = models.IntegerField()
    sku = models.CharField(max_length=20)


class Remark(models.Model):
    line = models.ForeignKey(Line, models.CASCADE)


with connection.schema_editor() as editor:
    for model in (Line,):
        editor.create_model(model)

Line.objects.create(order=7, position=1, sku="pen")
key = Line.objects.get().pk
try:
    found = Line.objects.get(pk=(7, 1)).sku
except TypeError as error:
    found = type(error).__name__
refused = [error.id for error in Remark.check(databases=["default"])]
print(f"key: {key}; found by it: {found}; a foreign key to it: {refused or 'allowed'}")
sys.exit(0 if key == (7, 1) and found == "pen" and "fields.E347" in refused else 10)
