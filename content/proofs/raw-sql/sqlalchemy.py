# /// script
# requires-python = ">=3.12"
# dependencies = ["sqlalchemy==2.1.9"]
# [tool.hub]
# control = "self"
# ///
import sys

from sqlalchemy import create_engine, select, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column


class Base(DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "order"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]


engine = create_engine("sqlite://")
Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Order(title="pen"))
    session.commit()
    by_title = 'SELECT * FROM "order" WHERE title = '
    wanted = "pen' OR '1'='1"  # as a parameter it is only a name
    if "--control" in sys.argv:
        hostile = session.execute(text(f"{by_title}'{wanted}'")).all()
    else:
        hostile = session.execute(text(f"{by_title}:title"), {"title": wanted}).all()
    statement = text(f"{by_title}:title").bindparams(title="pen")
    found = session.scalars(select(Order).from_statement(statement)).all()
    rows = session.execute(text('SELECT count(*) FROM "order"')).all()
    seen = [type(order).__name__ for order in found]
print(f"objects: {seen}; plain rows: {rows}; a hostile value finds {len(hostile)}")
sys.exit(0 if seen == ["Order"] and rows == [(1,)] and not hostile else 10)
