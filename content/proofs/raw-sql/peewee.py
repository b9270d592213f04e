# /// script
# requires-python = ">=3.12"
# dependencies = ["peewee==4.5.3"]
# [tool.hub]
# control = "self"
# ///
import sys

from peewee import CharField, SqliteDatabase

db = SqliteDatabase(":memory:")


class Order(db.Model):
    title = CharField()


db.create_tables([Order])
Order.create(title="pen")
by_title = 'SELECT * FROM "order" WHERE title = '
wanted = "pen' OR '1'='1"  # as a parameter it is only a name
if "--control" in sys.argv:
    hostile = list(Order.raw(f"{by_title}'{wanted}'"))
else:
    hostile = list(Order.raw(f"{by_title}?", wanted))
seen = [type(order).__name__ for order in Order.raw(f"{by_title}?", "pen")]
rows = db.execute_sql('SELECT count(*) FROM "order"').fetchall()
print(f"objects: {seen}; plain rows: {rows}; a hostile value finds {len(hostile)}")
sys.exit(0 if seen == ["Order"] and rows == [(1,)] and not hostile else 10)
