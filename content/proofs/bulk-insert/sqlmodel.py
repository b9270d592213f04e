# /// script
# requires-python = ">=3.12"
# dependencies = ["sqlmodel==0.0.50"]
# [tool.hub]
# control = "self"
# ///
import sys
from uuid import UUID, uuid4

from sqlalchemy import event
from sqlmodel import Field, Session, SQLModel, create_engine


class Order(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    title: str


class Event(SQLModel, table=True):
    id: UUID = Field(primary_key=True, default_factory=uuid4)
    title: str


engine = create_engine("sqlite://")
SQLModel.metadata.create_all(engine)

sent = []
event.listen(engine, "before_cursor_execute", lambda *args: sent.append(args[2]))


def store(rows):
    sent.clear()
    with Session(engine) as session:
        if "--control" in sys.argv:
            for row in rows:  # the control: one by one
                session.add(row)
                session.flush()
        session.add_all(rows)
        session.flush()
        keys = sum(row.id is not None for row in rows)
    return sum(statement.startswith("INSERT") for statement in sent), keys


counted = store([Order(title=f"order {number}") for number in range(500)])
known = store([Event(title=f"event {number}") for number in range(500)])
print(
    f"500 objects, INSERTs and known keys, on SQLite: {counted} where it counts up the "
    f"key, {known} where Python makes a UUID"
)
sys.exit(0 if counted == (500, 500) and known == (1, 500) else 10)
