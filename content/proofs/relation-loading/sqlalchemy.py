# /// script
# requires-python = ">=3.12"
# dependencies = ["sqlalchemy==2.1.9"]
# [tool.hub]
# control = "self"
# ///
import sys

from sqlalchemy import ForeignKey, create_engine, event, select
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    joinedload,
    mapped_column,
    raiseload,
    relationship,
    selectinload,
)


class Base(DeclarativeBase):
    pass


class Customer(Base):
    __tablename__ = "customer"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Order(Base):
    __tablename__ = "order"
    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"))
    customer: Mapped[Customer] = relationship()


engine = create_engine("sqlite://")
Base.metadata.create_all(engine)

sent = []
event.listen(engine, "before_cursor_execute", lambda *args: sent.append(args[2]))
with Session(engine) as session:
    for name in ("Ada", "Bob", "Eve"):
        session.add(Order(customer=Customer(name=name)))
    session.commit()


def queries(*options):
    sent.clear()
    with Session(engine) as session:
        orders = session.scalars(select(Order).options(*options)).all()
        assert len([order.customer.name for order in orders]) == 3
    return len(sent)


lazy, joined = queries(), queries(joinedload(Order.customer))
by_keys = queries(selectinload(Order.customer))
try:
    # The control: what loads by default.
    forbid = () if "--control" in sys.argv else [raiseload(Order.customer)]
    hidden = f"{queries(*forbid)} queries"
except InvalidRequestError as error:
    hidden = type(error).__name__
print(
    f"three orders and their customers: {lazy} queries; joined: {joined}; "
    f"by keys: {by_keys}; forbidden: {hidden}"
)
seen = (lazy, joined, by_keys, hidden)
sys.exit(0 if seen == (4, 1, 2, "InvalidRequestError") else 10)
