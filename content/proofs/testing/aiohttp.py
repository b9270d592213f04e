# /// script
# requires-python = ">=3.12"
# dependencies = ["aiohttp==3.14.5"]
# [tool.hub]
# control = "self"
# ///
import sys

from aiohttp import web
from aiohttp.test_utils import AioHTTPTestCase

total = 41 if "--control" in sys.argv else 42  # the control: a fault to be found


async def create_order(request):
    return web.json_response({"total": total}, status=201)


class OrdersTest(AioHTTPTestCase):
    async def get_application(self):
        app = web.Application()
        app.router.add_post("/orders", create_order)
        return app

    async def test_creates_an_order(self):
        response = await self.client.post("/orders", json={"sku": "pen"})
        assert response.status == 201
        assert await response.json() == {"total": 42}


failed = OrdersTest("test_creates_an_order").run().failures
print(f"a request ran against a server that the test starts; failed: {len(failed)}")
sys.exit(10 if failed else 0)
