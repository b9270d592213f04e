# /// script
# requires-python = ">=3.12"
# dependencies = ["sqlmodel==0.0.50"]
# [tool.hub]
# control = "self"
# ///
import sys

from sqlmodel import Field, Session, SQLModel, create_engine, func, select


class Part(SQLModel, table=True):
    id: int = Field(primary_key=True)
    parent_id: int | None = Field(default=None, foreign_key="part.id")
    weight: int


engine = create_engine("sqlite://")
SQLModel.metadata.create_all(engine)

with Session(engine) as session:
    session.add_all([Part(id=1, weight=3), Part(id=2, parent_id=1, weight=40)])
    session.add(Part(id=3, parent_id=2, weight=5))
    session.flush()
    running = func.sum(Part.weight)
    if "--control" not in sys.argv:  # the control: a plain sum
        running = running.over(order_by=Part.id)
    sums = list(session.scalars(select(running)))
    tree = select(Part.id).where(Part.id == 2).cte("tree", recursive=True)
    below = select(Part.id).join(tree, Part.parent_id == tree.c.id)
    tree = tree.union_all(below)
    ids = list(session.scalars(select(tree.c.id).order_by(tree.c.id)))
print(f"running totals: {sums}; part 2 and what is below it, by a recursive CTE: {ids}")
sys.exit(0 if sums == [3, 43, 48] and ids == [2, 3] else 10)
