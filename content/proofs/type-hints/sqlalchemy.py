# /// script
# requires-python = ">=3.12"
# dependencies = ["sqlalchemy==2.1.9"]
# [tool.hub]
# control = "self"
# ///
import sys
from importlib.resources import files

from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


# The control: another hint makes another column.
Hint = Mapped[str] if "--control" in sys.argv else Mapped[str | None]


class Order(Base):
    __tablename__ = "order"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    note: Hint


marker = files("sqlalchemy").joinpath("py.typed").is_file()
columns = {c.name: (str(c.type), c.nullable) for c in Order.__table__.columns}
print(f"py.typed: {marker}; columns made from hints, with NULL allowed: {columns}")
wanted = {
    "id": ("INTEGER", False),
    "title": ("VARCHAR", False),
    "note": ("VARCHAR", True),
}
sys.exit(0 if marker and columns == wanted else 10)
