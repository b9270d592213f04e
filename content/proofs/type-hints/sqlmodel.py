# /// script
# requires-python = ">=3.12"
# dependencies = ["sqlmodel==0.0.50"]
# [tool.hub]
# control = "self"
# ///
import sys
from importlib.resources import files

from sqlmodel import Field, SQLModel

# The control: another hint makes another column.
Hint = str if "--control" in sys.argv else str | None


class Order(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    title: str
    note: Hint = None


marker = files("sqlmodel").joinpath("py.typed").is_file()
columns = {c.name: (str(c.type), c.nullable) for c in Order.__table__.columns}
print(f"py.typed: {marker}; columns made from hints, with NULL allowed: {columns}")
wanted = {
    "id": ("INTEGER", False),
    "title": ("VARCHAR", False),
    "note": ("VARCHAR", True),
}
sys.exit(0 if marker and columns == wanted else 10)
