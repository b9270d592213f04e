# /// script
# requires-python = ">=3.12"
# dependencies = ["sqlmodel==0.0.50"]
# [tool.hub]
# control = "self"
# ///
import sys

from sqlalchemy import event
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm import joinedload, raiseload, selectinload
from sqlmodel import Field, Relationship, Session, SQLModel, create_engine, select


class Customer(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    name: str


class Order(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    customer_id: int = Field(foreign_key="customer.id")
    customer: Customer = Relationship()


engine = create_engine("sqlite://")
SQLModel.metadata.create_all(engine)

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
