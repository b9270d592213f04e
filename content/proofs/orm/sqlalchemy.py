# /// script
# requires-python = ">=3.12"
# dependencies = ["sqlalchemy==2.1.9"]
# [tool.hub]
# control = "self"
# ///
import sys

from sqlalchemy import ForeignKey, create_engine, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Customer(Base):
    __tablename__ = "customer"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Order(Base):
    __tablename__ = "order"
    id: Mapped[int] = mapped_column(primary_key=True)
    total: Mapped[int]
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"))
    customer: Mapped[Customer] = relationship()


engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
with Session(engine) as session:
    ada = Customer(name="Ada")
    session.add_all([Order(total=3, customer=ada), Order(total=40, customer=ada)])
    if "--control" in sys.argv:
        session.rollback()  # the control: nothing is stored
    wanted = select(Order).join(Order.customer).where(Customer.name == "Ada")
    found = session.scalars(wanted.where(Order.total > 10)).all()
    seen = [(type(order).__name__, order.customer.name) for order in found]
    spent = session.scalar(select(func.sum(Order.total)))  # Core
print(f"found by the customer's name: {seen}; spent in all: {spent}")
sys.exit(0 if seen == [("Order", "Ada")] and spent == 43 else 10)
