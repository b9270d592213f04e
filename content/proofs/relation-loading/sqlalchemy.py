# /// script
# requires-python = ">=3.12"
# dependencies = ["sqlalchemy==2.1.9"]
# [tool.hub]
# control = "self"
# ///
import sys

from sqlalchemy import ForeignKey, create_engine, event, select
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship
from sqlalchemy.orm import joinedload, raiseload, selectinload


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
    session.add_all(Order(customer=Customer(name=name)) for name in ("Ada", "Bob", "Eve"))
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
seen = (lazy, joined, by_keys, hidden)
print("queries for three orders, lazy: %d; joined: %d; by keys: %d; forbidden: %s" % seen)
sys.exit(0 if seen == (4, 1, 2, "InvalidRequestError") else 10)
