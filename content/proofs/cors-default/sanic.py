# /// script
# requires-python = ">=3.12"
# dependencies = ["sanic==25.12.1", "sanic-testing==24.6.0", "sanic-ext==25.12.0", "pydantic==2.14.4"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys

from sanic import Sanic, text
from sanic_ext import Extend

FRONT, OTHER = "https://shop.example", "https://other.example"


async def hello(request):
    return text("hello")


async def allowed(name, extended=False):
    """For which of the two sites a page may be read."""
    app = Sanic(name)
    app.add_route(hello, "/")
    if extended:
        if "--control" not in sys.argv:  # the control: without it, all are let in
            app.config.CORS_ORIGINS = FRONT
        Extend(app)
    names = []
    for site in (FRONT, OTHER):
        told = (await app.asgi_client.get("/", headers={"Origin": site}))[1].headers
        if told.get("access-control-allow-origin") in (site, "*"):
            names.append(site)
    return names


async def main():
    return await allowed("plain"), await allowed("extended", extended=True)


before, after = asyncio.run(main())
print(f"by default: {before or 'no site'}; by sanic-ext with one named: {after}")
sys.exit(0 if (before, after) == ([], [FRONT]) else 10)
