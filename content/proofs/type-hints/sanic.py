# /// script
# requires-python = ">=3.12"
# dependencies = ["sanic==25.12.1", "sanic-testing==24.6.0"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys
from importlib.resources import files

from sanic import HTTPResponse, Request, Sanic, text

app = Sanic("shop")
Number = str if "--control" in sys.argv else int  # the control: it stays text


@app.get("/orders/<order_id>")
async def show_order(request: Request, order_id: Number) -> HTTPResponse:
    return text(type(order_id).__name__)


async def main():
    _, good = await app.asgi_client.get("/orders/7")
    _, bad = await app.asgi_client.get("/orders/seven")
    return good.text, bad.status


marker = files("sanic").joinpath("py.typed").is_file()
got, refused = asyncio.run(main())
print(
    f"py.typed in the package: {marker}; a part hinted as int arrives as {got}, "
    f"/orders/seven is answered with {refused}"
)
sys.exit(0 if marker and (got, refused) == ("int", 404) else 10)
