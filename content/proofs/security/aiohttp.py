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


async def pay(request):
    form = await request.post()
    return web.json_response({"paid": form.get("amount")})


@web.middleware
async def check_origin(request, handler):  # a stand-in for a check of forged requests
    if "Origin" in request.headers:
        raise web.HTTPForbidden
    return await handler(request)


async def main():
    app = web.Application(middlewares=[check_origin] if "--control" in sys.argv else [])
    app.router.add_post("/pay", pay)
    async with TestClient(TestServer(app)) as client:
        elsewhere = {"Origin": "https://elsewhere.example"}
        forged = await client.post("/pay", data={"amount": "100"}, headers=elsewhere)
        large = await client.post("/pay", data={"note": "x" * 1_100_000})
        policy = forged.headers.get("Content-Security-Policy")
        return forged.status, large.status, policy


seen = asyncio.run(main())
print(
    f"a forged form: {seen[0]}; a form of more than 1 MiB: {seen[1]}; policy for "
    f"content: {seen[2]}"
)
sys.exit(0 if seen == (200, 413, None) else 10)
