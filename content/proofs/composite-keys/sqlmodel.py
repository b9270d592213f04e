# /// script
# requires-python = ">=3.12"
# dependencies = ["sqlmodel==0.0.50"]
# [tool.hub]
# control = "self"
# ///
import sys

from sqlalchemy import ForeignKeyConstraint, inspect
from sqlmodel import Field, Relationship, Session, SQLModel, create_engine, select

both = "--control" not in sys.argv  # the control: one column is the key


class Line(SQLModel, table=True):
    order: int = Field(primary_key=both)
    position: int = Field(primary_key=True)
    sku: str


class Remark(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    order: int
    position: int
    line: Line = Relationship()
    __table_args__ = (
        ForeignKeyConstraint(["order", "position"], ["line.order", "line.position"]),
    )


engine = create_engine("sqlite://")
SQLModel.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Line(order=7, position=1, sku="pen"))
    session.flush()
    session.add(Remark(order=7, position=1))
    session.flush()
    found = session.get(Line, (7, 1) if both else 1).sku
    seen = session.scalars(select(Remark)).one().line.sku
key = [column.name for column in inspect(Line).primary_key]
print(f"key: {key}; found by it: {found}; through a foreign key to it: {seen}")
sys.exit(0 if key == ["order", "position"] and found == seen == "pen" else 10)
