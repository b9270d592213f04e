# /// script
# requires-python = ">=3.12"
# dependencies = ["sqlmodel==0.0.50"]
# [tool.hub]
# control = "self"
# ///
import sys

from sqlmodel import Field, Relationship, Session, SQLModel, create_engine, func, select


class Customer(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    name: str


class Order(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    total: int
    customer_id: int = Field(foreign_key="customer.id")
    customer: Customer = Relationship()


engine = create_engine("sqlite://")
SQLModel.metadata.create_all(engine)

with Session(engine) as session:
    ada = Customer(name="Ada")
    session.add_all([Order(total=3, customer=ada), Order(total=40, customer=ada)])
    if "--control" in sys.argv:
        session.rollback()  # the control: nothing is stored
    wanted = select(Order).join(Customer).where(Customer.name == "Ada")
    found = session.exec(wanted.where(Order.total > 10)).all()
    seen = [(type(order).__name__, order.customer.name) for order in found]
    spent = session.exec(select(func.sum(Order.total))).one()
print(f"found by the customer's name: {seen}; spent in all: {spent}")
sys.exit(0 if seen == [("Order", "Ada")] and spent == 43 else 10)
