# /// script
# requires-python = ">=3.13"
# dependencies = ["quart==0.23.1"]
# [tool.hub]
# control = ["quart==0.23.1", "quart-schema[msgspec]==0.25.0"]
# ///
import asyncio
import sys
from dataclasses import dataclass

from quart import Quart, request

app = Quart(__name__)


@dataclass
class Order:
    sku: str
    quantity: int


try:
    from quart_schema import QuartSchema, validate_request
except ImportError:

    @app.post("/orders")
    async def create_order():
        return await request.get_json()

else:  # only the control installs it
    QuartSchema(app, conversion_preference="msgspec")

    @app.post("/orders")
    @validate_request(Order)
    async def create_order(data: Order):
        return {"sku": data.sku, "quantity": data.quantity}


async def main():
    body = {"sku": "pen", "quantity": "many"}
    answer = await app.test_client().post("/orders", json=body)
    return answer.status_code, await answer.get_data(as_text=True)


code, text = asyncio.run(main())
print(f"a quantity of 'many' is answered with {code} {text.strip()[:80]}")
sys.exit(0 if code == 200 and "many" in text else 10)
