# /// script
# requires-python = ">=3.13"
# dependencies = ["quart==0.23.1"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys

from quart import Quart

app = Quart(__name__)


@app.get("/")
async def hello():
    return "hello"


if "--control" in sys.argv:  # the control: code of our own lets the front end in

    @app.after_request
    async def allow(response):
        response.headers["Access-Control-Allow-Origin"] = "https://shop.example"
        return response


async def main():
    client = app.test_client()
    ask = {"Origin": "https://shop.example", "Access-Control-Request-Method": "PUT"}
    page = await client.get("/", headers=ask)
    preflight = await client.options("/", headers=ask)
    names = {name.lower() for name in [*page.headers.keys(), *preflight.headers.keys()]}
    return sorted(name for name in names if name.startswith("access-control"))


seen = asyncio.run(main())
print(f"headers that let another site read: {seen or 'none'}")
sys.exit(10 if seen else 0)
