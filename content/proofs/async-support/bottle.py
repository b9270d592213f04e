# /// script
# requires-python = ">=3.12"
# dependencies = ["bottle==0.13.4", "webtest==3.0.7"]
# [tool.hub]
# control = "quart==0.23.1"
# ///
import asyncio
import sys

try:
    from bottle import Bottle
    from webtest import TestApp
except ImportError:
    from quart import Quart  # only the control installs it

    app = Quart(__name__)

    @app.get("/")
    async def hello():
        return "hello"

    async def ask():
        return (await app.test_client().get("/")).status_code

    status = asyncio.run(ask())
else:
    app = Bottle()

    @app.get("/")
    async def hello():
        return "hello"

    status = TestApp(app).get("/", expect_errors=True).status_int
print(f"an async def function as a handler is answered with {status}")
sys.exit(10 if status == 200 else 0)
