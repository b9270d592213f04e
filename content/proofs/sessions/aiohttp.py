# /// script
# requires-python = ">=3.12"
# dependencies = ["aiohttp==3.14.5", "aiohttp-session==2.12.1", "cryptography==50.0.2"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from aiohttp_session import SimpleCookieStorage, get_session, setup
from aiohttp_session.cookie_storage import EncryptedCookieStorage


async def cart(request):
    session = await get_session(request)
    session["sku"] = session.get("sku", "") + "pen "
    return web.Response(text=session["sku"])


async def main():
    plain = hasattr(web.Request, "session") or hasattr(web, "session")
    app = web.Application()
    app.router.add_get("/", cart)
    key = b"thirty-two bytes for this test.."
    # The control: the storage for tests, which writes everything into the cookie.
    control = "--control" in sys.argv
    setup(app, SimpleCookieStorage() if control else EncryptedCookieStorage(key))
    async with TestClient(TestServer(app)) as client:
        await client.get("/")
        kept = await (await client.get("/")).text()
        cookie = str(next(iter(client.session.cookie_jar)).value)
    return plain, kept, "pen" in cookie


plain, kept, readable = asyncio.run(main())
print(
    f"in aiohttp itself: {plain}; kept by aiohttp-session: {kept!r}; "
    f"readable in the cookie: {readable}"
)
sys.exit(0 if (plain, kept, readable) == (False, "pen pen ", False) else 10)
