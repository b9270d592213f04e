# /// script
# requires-python = ">=3.12"
# dependencies = ["aiohttp==3.14.5"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer


async def create_order(request):
    order = await request.json()
    # The control: a framework that knows that a quantity is a number.
    if "--control" in sys.argv and not isinstance(order["quantity"], int):
        raise web.HTTPUnprocessableEntity
    return web.json_response(order)


async def main():
    app = web.Application()
    app.router.add_post("/orders", create_order)
    async with TestClient(TestServer(app)) as client:
        body = {"sku": "pen", "quantity": "many"}
        answer = await client.post("/orders", json=body)
        return answer.status, await answer.text()


code, text = asyncio.run(main())
print(f"a quantity of 'many' is answered with {code} {text}")
sys.exit(0 if code == 200 and "many" in text else 10)
