# /// script
# requires-python = ">=3.12"
# dependencies = ["peewee==4.5.3"]
# [tool.hub]
# control = "self"
# ///
import sys
from importlib.metadata import files
from importlib.resources import files as folder

from peewee import CharField, SqliteDatabase

db = SqliteDatabase(":memory:")


class Order(db.Model):
    title = CharField()
    note: str  # a hint alone
    if "--control" in sys.argv:  # the control: a field, which does count
        note = CharField()


stubs = [
    str(file)
    for file in files("peewee")
    if str(file).endswith("peewee-stubs/__init__.pyi")
]
marker = folder("playhouse").joinpath("py.typed").is_file()
found = list(Order._meta.fields)
print(f"types for checkers: {stubs}; py.typed: {marker}; fields of a model: {found}")
sys.exit(0 if stubs and not marker and found == ["id", "title"] else 10)
