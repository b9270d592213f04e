# /// script
# requires-python = ">=3.12"
# dependencies = ["sanic==25.12.1", "sanic-testing==24.6.0"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys

from sanic import Request, Sanic, text


class WithSession(Request):
    session = {}


# The control: a request type of our own has a session.
kind = WithSession if "--control" in sys.argv else Request
app = Sanic("shop", request_class=kind)


@app.get("/")
async def cart(request):
    seen = "a session" if hasattr(request, "session") else "no session"
    return text(f"{seen}, {request.cookies.get('sku')}")


async def main():
    headers = {"Cookie": "sku=forged"}
    return (await app.asgi_client.get("/", headers=headers))[1].text


seen, forged = asyncio.run(main()).split(", ")
print(f"a request has {seen}; a cookie that the client made up was read as {forged!r}")
sys.exit(0 if (seen, forged) == ("no session", "forged") else 10)
