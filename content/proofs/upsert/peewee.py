# /// script
# requires-python = ">=3.12"
# dependencies = ["peewee==4.5.3"]
# [tool.hub]
# control = "self"
# ///
import sys

from peewee import CharField, IntegerField, SqliteDatabase

db = SqliteDatabase(":memory:")


class Stock(db.Model):
    sku = CharField(unique=True)
    amount = IntegerField()


db.create_tables([Stock])
Stock.create(sku="pen", amount=1)
sent = []
plain = db.execute_sql
db.execute_sql = lambda *args, **more: sent.append(args[0]) or plain(*args, **more)
new = [{"sku": "pen", "amount": 5}, {"sku": "ink", "amount": 7}]
insert = Stock.insert_many(new)
if "--control" in sys.argv:  # the control: what is there stays
    insert = insert.on_conflict_ignore()
else:
    insert = insert.on_conflict(conflict_target=[Stock.sku], preserve=[Stock.amount])
insert.execute()
statements = [statement.split()[0] for statement in sent]
stored = {item.sku: item.amount for item in Stock.select()}
print(f"stored: {stored}; statements: {statements}")
ok = stored == {"pen": 5, "ink": 7} and statements == ["INSERT"]
sys.exit(0 if ok else 10)
