# /// script
# requires-python = ">=3.12"
# dependencies = ["peewee==4.5.3"]
# [tool.hub]
# control = "self"
# ///
import sys

from peewee import CharField, IntegerField, SqliteDatabase

db = SqliteDatabase(":memory:")


class Item(db.Model):
    sku = CharField(max_length=3)
    amount = IntegerField()

    if "--control" in sys.argv:  # the control: a check that you write

        def save(self, *args, **options):
            if len(self.sku) > 3 or not isinstance(self.amount, int):
                raise ValueError(f"{self.sku}, {self.amount}")
            return super().save(*args, **options)


db.create_tables([Item])


def store(sku, amount):
    try:
        Item(sku=sku, amount=amount).save()
    except ValueError as error:
        return f"refused: {error}"
    return "stored"


too_long, no_number = store("pencil", 1), store("pen", "many")
print(f"a name that is too long: {too_long}; a text as a number: {no_number}")
sys.exit(0 if too_long == no_number == "stored" else 10)
