# /// script
# requires-python = ">=3.12"
# dependencies = ["sqlmodel==0.0.50"]
# [tool.hub]
# control = "self"
# ///
import sys

from pydantic import ValidationError
from sqlmodel import Field, Session, SQLModel, create_engine


class ItemIn(SQLModel):
    sku: str = Field(max_length=3)
    amount: int


class Item(ItemIn, table=True):
    id: int | None = Field(default=None, primary_key=True)


engine = create_engine("sqlite://")
SQLModel.metadata.create_all(engine)


def store(make, sku, amount):
    try:
        with Session(engine) as session:
            session.add(make({"sku": sku, "amount": amount}))
            session.commit()
    except ValidationError as error:
        return f"refused at {error.errors()[0]['loc'][0]}"
    return "stored"


def by_constructor(values):
    if "--control" in sys.argv:  # the control: the call that checks
        return Item.model_validate(values)
    return Item(**values)


plain = [store(by_constructor, "pencil", 1), store(by_constructor, "pen", "many")]
asked = [
    store(Item.model_validate, "pencil", 1),
    store(Item.model_validate, "pen", "x"),
]
print(f"by the constructor of a table: {plain}; by model_validate: {asked}")
wanted = ["refused at sku", "refused at amount"]
sys.exit(0 if plain == ["stored", "stored"] and asked == wanted else 10)
