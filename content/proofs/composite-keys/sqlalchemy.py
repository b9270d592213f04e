# /// script
# requires-python = ">=3.12"
# dependencies = ["sqlalchemy==2.1.9"]
# [tool.hub]
# control = "self"
# ///
import sys

from sqlalchemy import ForeignKeyConstraint, create_engine, inspect, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship


class Base(DeclarativeBase):
    pass


both = "--control" not in sys.argv  # the control: one column is the key


class Line(Base):
    __tablename__ = "line"
    order: Mapped[int] = mapped_column(primary_key=both)
    position: Mapped[int] = mapped_column(primary_key=True)
    sku: Mapped[str]


class Remark(Base):
    __tablename__ = "remark"
    id: Mapped[int] = mapped_column(primary_key=True)
    order: Mapped[int]
    position: Mapped[int]
    line: Mapped[Line] = relationship()
    __table_args__ = (
        ForeignKeyConstraint(["order", "position"], ["line.order", "line.position"]),
    )


engine = create_engine("sqlite://")
Base.metadata.create_all(engine)

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
