# /// script
# requires-python = ">=3.12"
# dependencies = ["aiohttp==3.14.5", "aiohttp-apischema==0.0.2"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys
from typing import Literal

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from aiohttp_apischema import APIResponse, SchemaGenerator
from typing_extensions import TypedDict

Order = TypedDict("Order", {"sku": str, "quantity": int})
schema = SchemaGenerator()


@schema.api()
async def checked(request: web.Request, body: Order) -> APIResponse[Order, Literal[200]]:
    return APIResponse(body)


async def alone(request):
    return web.json_response(await request.json())


async def main():
    app = web.Application()
    app.router.add_post("/alone", alone)
    # The control: the add-on is not asked.
    app.router.add_post("/checked", alone if "--control" in sys.argv else checked)
    schema.setup(app)
    async with TestClient(TestServer(app)) as client:
        order = {"sku": "pen", "quantity": "many"}
        answers = [await client.post(path, json=order) for path in ("/alone", "/checked")]
        return [answer.status for answer in answers]


codes = asyncio.run(main())
print(f"a quantity of 'many': aiohttp alone {codes[0]}, with aiohttp-apischema {codes[1]}")
sys.exit(0 if codes == [200, 400] else 10)
