# /// script
# requires-python = ">=3.12"
# dependencies = ["aiohttp==3.14.5", "aiohttp-jinja2==1.6", "jinja2==3.1.6"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys

import aiohttp_jinja2
import jinja2
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

# The control: a template that leaves out the escaping.
person = "{{ person|safe }}" if "--control" in sys.argv else "{{ person }}"


@aiohttp_jinja2.template("hello.html")
async def hello(request):
    return {"person": request.query["person"]}


async def main():
    app = web.Application()
    app.router.add_get("/hello", hello)
    loader = jinja2.DictLoader({"hello.html": f"<h1>Hello, {person}!</h1>"})
    aiohttp_jinja2.setup(app, loader=loader)
    async with TestClient(TestServer(app)) as client:
        return await (await client.get("/hello?person=<b>Ada")).text()


page = asyncio.run(main())
print(f"with aiohttp-jinja2 beside it: {page}")
sys.exit(0 if page == "<h1>Hello, &lt;b&gt;Ada!</h1>" else 10)
