# /// script
# requires-python = ">=3.12"
# dependencies = ["peewee==4.5.3"]
# [tool.hub]
# control = "self"
# ///
import sys

from peewee import ForeignKeyField, IntegerField, SqliteDatabase, fn

db = SqliteDatabase(":memory:")


class Part(db.Model):
    parent = ForeignKeyField("self", null=True)
    weight = IntegerField()


db.create_tables([Part])
for key, parent, weight in [(1, None, 3), (2, 1, 40), (3, 2, 5)]:
    Part.insert(id=key, parent=parent, weight=weight).execute()
running = fn.SUM(Part.weight)
if "--control" not in sys.argv:  # the control: a plain sum
    running = running.over(order_by=[Part.id])
sums = [row[0] for row in Part.select(running).tuples()]
base = Part.select(Part.id).where(Part.id == 2).cte("tree", recursive=True)
below = Part.select(Part.id).join(base, on=(Part.parent == base.c.id))
tree = base.union_all(below)
query = tree.select_from(tree.c.id).order_by(tree.c.id)
ids = [row[0] for row in query.tuples()]
print(f"running totals: {sums}; part 2 and what is below it, by a recursive CTE: {ids}")
sys.exit(0 if sums == [3, 43, 48] and ids == [2, 3] else 10)
