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


class Database:
    name = "the database"


database_key = web.AppKey("database", Database)


async def attached(request):
    return web.Response(text=request.app[database_key].name)


async def declared(request, database: Database):
    return web.Response(text=database.name)


async def resolve(request):  # a stand-in for what would resolve it
    return await declared(request, request.app[database_key])


async def main():
    app = web.Application()
    app[database_key] = Database()
    app.router.add_get("/attached", attached)
    handler = resolve if "--control" in sys.argv else declared
    app.router.add_get("/declared", handler)
    async with TestClient(TestServer(app)) as client:
        taken = await (await client.get("/attached")).text()
        return taken, (await client.get("/declared")).status


taken, given = asyncio.run(main())
print(f"by a typed key of the application: {taken}; as an argument: {given}")
sys.exit(0 if (taken, given) == ("the database", 500) else 10)
