# /// script
# requires-python = ">=3.12"
# dependencies = ["peewee==4.5.3"]
# [tool.hub]
# control = "self"
# ///
import sys

from peewee import (
    CompositeKey,
    ForeignKeyField,
    IntegerField,
    SqliteDatabase,
    TextField,
)

db = SqliteDatabase(":memory:")


class Line(db.Model):
    order = IntegerField()
    position = IntegerField()
    sku = TextField()

    class Meta:
        # The control: the key that Peewee makes itself.
        if "--control" not in sys.argv:
            primary_key = CompositeKey("order", "position")


class Remark(db.Model):
    line = ForeignKeyField(Line)


db.create_tables([Line])
Line.create(order=7, position=1, sku="pen")
key = Line.get()._pk
found = Line.get_by_id((7, 1)).sku if type(key) is tuple else "nothing"
try:
    db.create_tables([Remark])
    columns = [column.name for column in db.get_columns("remark")]
    Remark.create(line=Line.get())
    refers = f"stored in {columns}"
except Exception as error:
    refers = f"{type(error).__name__}: {error}"
print(f"key: {key}; found by it: {found}; a foreign key to it: {refers}"[:200])
sys.exit(0 if key == (7, 1) and found == "pen" and "Error" in refers else 10)
