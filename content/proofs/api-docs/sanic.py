# /// script
# requires-python = ">=3.12"
# dependencies = ["sanic==25.12.1", "sanic-ext==25.12.0", "pydantic==2.14.4", "sanic-testing==24.6.0"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys

from sanic import Sanic, json
from sanic_ext import Extend

app = Sanic("shop")
# Sanic uses the add-on wherever it is installed. The control: it is switched off.
app.config.AUTO_EXTEND = False
if "--control" not in sys.argv:
    Extend(app)


@app.get("/orders/<order_id:int>")
async def show_order(request, order_id: int):
    """An order."""
    return json({"order_id": order_id})


async def main():
    codes = {}
    for place in ("/docs", "/docs/redoc", "/docs/swagger"):
        codes[place] = (await app.asgi_client.get(place))[1].status
    answer = (await app.asgi_client.get("/docs/openapi.json"))[1]
    return codes, list(answer.json["paths"]) if answer.status == 200 else []


codes, described = asyncio.run(main())
print(f"pages of sanic-ext: {codes}; described: {described or 'nothing'}")
good = set(codes.values()) == {200} and described == ["/orders/{order_id}"]
sys.exit(0 if good else 10)
