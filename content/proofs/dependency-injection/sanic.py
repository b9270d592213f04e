# /// script
# requires-python = ">=3.12"
# dependencies = ["sanic==25.12.1", "sanic-testing==24.6.0"]
# [tool.hub]
# control = ["sanic==25.12.1", "sanic-ext==25.12.0", "pydantic==2.14.4", "sanic-testing==24.6.0"]
# ///
import asyncio
import sys

from sanic import Sanic, text


class Database:
    name = "the database"


app = Sanic("shop")
app.ctx.database = Database()
try:
    import sanic_ext  # only the control installs it
except ImportError:
    sanic_ext = None
else:
    sanic_ext.Extend(app)
    app.ext.dependency(app.ctx.database)


@app.get("/attached")
async def attached(request):
    return text(request.app.ctx.database.name)


@app.get("/declared")
async def declared(request, database: Database):
    return text(database.name)


async def main():
    _, taken = await app.asgi_client.get("/attached")
    _, given = await app.asgi_client.get("/declared")
    return taken.text, given.status


taken, given = asyncio.run(main())
print(f"by the context of the application: {taken}; as an argument: {given}")
sys.exit(0 if (taken, given) == ("the database", 500) else 10)
