# /// script
# requires-python = ">=3.12"
# dependencies = ["sqlalchemy==2.1.9"]
# [tool.hub]
# control = "self"
# ///
import sys

from sqlalchemy import String, create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, validates


class Base(DeclarativeBase):
    pass


class Item(Base):
    __tablename__ = "item"
    id: Mapped[int] = mapped_column(primary_key=True)
    sku: Mapped[str] = mapped_column(String(3))
    amount: Mapped[int]

    if "--control" in sys.argv:  # the control: checks that you write

        @validates("sku", "amount")
        def check(self, name, value):
            if name == "amount" and not isinstance(value, int):
                raise ValueError("no number")
            if name == "sku" and len(value) > 3:
                raise ValueError("too long")
            return value


engine = create_engine("sqlite://")
Base.metadata.create_all(engine)


def store(sku, amount):
    try:
        with Session(engine) as session:
            session.add(Item(sku=sku, amount=amount))
            session.commit()
    except ValueError as error:
        return str(error)
    return "stored"


too_long, no_number = store("pencil", 1), store("pen", "many")
print(f"a name that is too long: {too_long}; a text as a number: {no_number}")
sys.exit(0 if too_long == no_number == "stored" else 10)
