# /// script
# requires-python = ">=3.12"
# dependencies = ["sqlalchemy==2.1.9"]
# [tool.hub]
# control = "self"
# ///
import sys
from uuid import UUID, uuid4

from sqlalchemy import create_engine, event
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column


class Base(DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "order"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]


class Event(Base):
    __tablename__ = "event"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    title: Mapped[str]


engine = create_engine("sqlite://")
Base.metadata.create_all(engine)

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
