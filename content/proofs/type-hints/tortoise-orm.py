# /// script
# requires-python = ">=3.12"
# dependencies = ["tortoise-orm==1.1.9"]
# [tool.hub]
# control = "self"
# ///
import sys
from importlib.resources import files

from tortoise import fields
from tortoise.models import Model


class Order(Model):
    title = fields.CharField(max_length=100)
    note: str  # a hint alone
    if "--control" in sys.argv:  # the control: a field, which does count
        note = fields.TextField()


marker = files("tortoise").joinpath("py.typed").is_file()
found = list(Order._meta.fields_map)
print(f"py.typed: {marker}; fields of a model with a field and a hint: {found}")
sys.exit(0 if marker and found == ["id", "title"] else 10)
