# /// script
# requires-python = ">=3.12"
# dependencies = ["aiohttp==3.14.5"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys

from aiohttp import BasicAuth, web
from aiohttp.test_utils import TestClient, TestServer


async def who(request):
    sent = BasicAuth.decode(request.headers["Authorization"])
    # The control: a framework that checks by itself.
    if "--control" in sys.argv and sent.password == "wrong":
        raise web.HTTPUnauthorized
    return web.json_response([sent.login, sent.password])


async def main():
    app = web.Application()
    app.router.add_get("/me", who)
    async with TestClient(TestServer(app)) as client:
        right = await client.get("/me", auth=BasicAuth("ada", "secret"))
        wrong = await client.get("/me", auth=BasicAuth("ada", "wrong"))
        return await right.json(), wrong.status


read, wrong = asyncio.run(main())
print(f"BasicAuth.decode reads {read}; a wrong password is answered with {wrong}")
sys.exit(0 if (read, wrong) == (["ada", "secret"], 200) else 10)
