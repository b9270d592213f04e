# /// script
# requires-python = ">=3.13"
# dependencies = ["quart==0.23.1"]
# [tool.hub]
# control = ["quart==0.23.1", "quart-schema[msgspec]==0.25.0"]
# ///
import asyncio
import sys

from quart import Quart

app = Quart(__name__)


@app.get("/orders/<int:order_id>")
async def show_order(order_id):
    return {"order_id": order_id}


try:
    from quart_schema import QuartSchema  # only the control installs it
except ImportError:
    pass
else:
    QuartSchema(app)


async def main():
    client = app.test_client()
    places = ["/orders/7", "/openapi.json", "/docs", "/redocs", "/scalar"]
    return {place: (await client.get(place)).status_code for place in places}


answers = asyncio.run(main())
print(f"a route and places of a description: {answers}")
sys.exit(10 if list(answers.values()).count(200) > 1 else 0)
