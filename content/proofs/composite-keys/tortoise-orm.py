# /// script
# requires-python = ">=3.12"
# dependencies = ["tortoise-orm==1.1.9"]
# [tool.hub]
# control = "self"
# ///
import sys

from tortoise import fields
from tortoise.models import Model

try:

    class Line(Model):
        order = fields.IntField(primary_key=True)
        # The control: one column is the key.
        position = fields.IntField(primary_key="--control" not in sys.argv)
        sku = fields.CharField(max_length=20)

    seen = "a model with two key columns"
except Exception as error:
    seen = f"{type(error).__name__}: {error}"


print(seen[:190])
sys.exit(0 if "Error" in seen else 10)
