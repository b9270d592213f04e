# /// script
# requires-python = ">=3.12"
# dependencies = ["sqlalchemy==2.1.9"]
# [tool.hub]
# control = "self"
# ///
import sys

from sqlalchemy import create_engine, insert, select
from sqlalchemy.dialects import mysql, postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column


class Base(DeclarativeBase):
    pass


class Stock(Base):
    __tablename__ = "stock"
    id: Mapped[int] = mapped_column(primary_key=True)
    sku: Mapped[str] = mapped_column(unique=True)
    amount: Mapped[int]


engine = create_engine("sqlite://")
Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Stock(sku="pen", amount=1))
    session.commit()
    new = [{"sku": "pen", "amount": 5}, {"sku": "ink", "amount": 7}]
    statement = sqlite.insert(Stock).values(new)
    if "--control" in sys.argv:  # the control: without the clause
        statement = statement.on_conflict_do_nothing()
    else:
        statement = statement.on_conflict_do_update(
            index_elements=["sku"], set_={"amount": statement.excluded.amount}
        )
    session.execute(statement)
    stored = {item.sku: item.amount for item in session.scalars(select(Stock))}
common = hasattr(insert(Stock), "on_conflict_do_update")
own = [
    hasattr(module.insert(Stock), "on_conflict_do_update")
    for module in (postgresql, mysql)
]
print(
    f"stored: {stored}; in the common insert: {common}; in PostgreSQL's, MySQL's: {own}"
)
sys.exit(
    0 if stored == {"pen": 5, "ink": 7} and not common and own == [True, False] else 10
)
