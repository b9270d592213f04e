# /// script
# requires-python = ">=3.12"
# dependencies = ["aiohttp==3.14.5"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys
from pathlib import Path

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

Path("assets").mkdir()
Path("assets/style.css").write_text("h1 { color: navy }")


async def main():
    app = web.Application()
    # The control: addresses without a version by content.
    versions = "--control" not in sys.argv
    files = app.router.add_static("/static", "assets", append_version=versions)
    address = str(files.url_for(filename="style.css"))
    async with TestClient(TestServer(app)) as client:
        answer = await client.get(address)
        return address, answer.status, answer.content_type


address, status, kind = asyncio.run(main())
print(f"{address} is answered with {status} {kind}")
sys.exit(0 if (status, kind) == (200, "text/css") and "?v=" in address else 10)
