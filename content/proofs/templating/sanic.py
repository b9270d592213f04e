# /// script
# requires-python = ">=3.12"
# dependencies = ["sanic==25.12.1", "sanic-ext==25.12.0", "pydantic==2.14.4", "sanic-testing==24.6.0", "jinja2==3.1.6"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys
from pathlib import Path

from sanic import Sanic
from sanic_ext import Extend, render

# The control: a kind of template that is not escaped.
name = "hello.txt" if "--control" in sys.argv else "hello.html"
Path("templates").mkdir()
Path("templates", name).write_text("<h1>Hello, {{ person }}!</h1>")
app = Sanic("shop")
Extend(app, config={"templating_path_to_templates": str(Path("templates").absolute())})


@app.get("/hello")
async def hello(request):
    return await render(name, context={"person": request.args.get("person")})


async def main():
    return (await app.asgi_client.get("/hello?person=<b>Ada"))[1].text


page = asyncio.run(main())
print(f"with sanic-ext and jinja2 beside it: {page}")
sys.exit(0 if page == "<h1>Hello, &lt;b&gt;Ada!</h1>" else 10)
