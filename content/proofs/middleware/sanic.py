# /// script
# requires-python = ">=3.12"
# dependencies = ["sanic==25.12.1", "sanic-testing==24.6.0"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys

from sanic import Sanic, text

app = Sanic("shop")


@app.on_request
async def number_request(request):
    request.ctx.number = "no. 1"


if "--control" not in sys.argv:  # the control: nothing runs after the handler

    @app.on_response
    async def show_number(request, response):
        response.headers["X-Request"] = request.ctx.number


@app.get("/")
async def hello(request):
    return text("hello")


async def main():
    return (await app.asgi_client.get("/"))[1].headers.get("x-request")


seen = asyncio.run(main())
print(f"what stands before and after each handler set {seen!r}")
sys.exit(0 if seen == "no. 1" else 10)
