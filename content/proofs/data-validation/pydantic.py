# /// script
# requires-python = ">=3.12"
# dependencies = ["pydantic==2.14.4"]
# [tool.hub]
# control = "pydantic==1.10.26"
# ///
import sys

from pydantic import BaseModel, ValidationError


class Order(BaseModel):
    sku: str
    quantity: int


class StrictOrder(Order):
    model_config = {"strict": True}  # Pydantic 1, the control, knows no strict mode


given = {"sku": "pen", "quantity": "3"}
lax = Order(**given).quantity
errors = []
for model, values in [(StrictOrder, given), (Order, {"quantity": "many"})]:
    try:
        model(**values)
    except ValidationError as error:
        errors.append([f"{e['loc'][0]}: {e['type']}" for e in error.errors()])
print(f"lax mode makes '3' {lax!r}; refused, strict mode first: {errors}")
strict = ["quantity: int_type"], ["sku: missing", "quantity: int_parsing"]
sys.exit(0 if lax == 3 and tuple(errors) == strict else 10)
