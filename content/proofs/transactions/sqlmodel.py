# /// script
# requires-python = ">=3.12"
# dependencies = ["sqlmodel==0.0.50"]
# [tool.hub]
# control = "self"
# ///
import sys
from contextlib import nullcontext

from sqlalchemy.exc import IntegrityError, PendingRollbackError
from sqlmodel import Field, Session, SQLModel, create_engine, select


class Order(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    number: int = Field(unique=True)


engine = create_engine("sqlite://")
SQLModel.metadata.create_all(engine)

with Session(engine) as session, session.begin():
    session.add(Order(number=1))
    session.flush()
    # The control: no inner block.
    inner = nullcontext if "--control" in sys.argv else session.begin_nested
    try:
        with inner():
            session.add(Order(number=2))
            session.flush()
            session.add(Order(number=1))  # is there already
            session.flush()
    except IntegrityError:
        pass
    try:
        session.add(Order(number=3))
        session.flush()
    except PendingRollbackError:
        session.rollback()
with Session(engine) as session:
    numbers = sorted(session.scalars(select(Order.number)))
print(f"an inner block failed at its second insert; stored: {numbers}")
sys.exit(0 if numbers == [1, 3] else 10)
