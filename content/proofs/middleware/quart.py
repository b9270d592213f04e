# /// script
# requires-python = ">=3.13"
# dependencies = ["quart==0.23.1"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys

from quart import Quart, g

app = Quart(__name__)


class AddHeader:
    """ASGI middleware, which knows nothing of Quart."""

    def __init__(self, application):
        self.application = application

    async def __call__(self, scope, receive, send):
        async def marked(message):
            if message["type"] == "http.response.start":
                message["headers"].append((b"x-shared", b"yes"))
            await send(message)

        await self.application(scope, receive, marked)


@app.before_request
async def number_request():
    g.number = "no. 1"


@app.after_request
async def show_number(response):
    response.headers["X-Request"] = g.number
    return response


@app.get("/")
async def hello():
    return "hello"


if "--control" not in sys.argv:  # the control: nothing wraps the application
    app.asgi_app = AddHeader(app.asgi_app)


async def main():
    headers = (await app.test_client().get("/")).headers
    return headers.get("X-Request"), headers.get("X-Shared")


seen = asyncio.run(main())
print(f"hooks set {seen[0]!r}, ASGI middleware set {seen[1]!r}")
sys.exit(0 if seen == ("no. 1", "yes") else 10)
