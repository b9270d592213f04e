# /// script
# requires-python = ">=3.12"
# dependencies = ["sanic==25.12.1", "sanic-testing==24.6.0"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys
from pathlib import Path

from sanic import Sanic

Path("assets").mkdir()
Path("assets/style.css").write_text("h1 { color: navy }")
Path("secret.txt").write_text("not for readers")
app = Sanic("shop")
if "--control" not in sys.argv:  # the control: no route for files
    app.static("/static", Path("assets").absolute())


async def main():
    _, style = await app.asgi_client.get("/static/style.css")
    _, outside = await app.asgi_client.get("/static/..%2fsecret.txt")
    return style.status, style.headers.get("content-type"), outside.status


status, kind, outside = asyncio.run(main())
print(f"/static/style.css: {status} {kind}; a file outside: {outside}")
sys.exit(0 if status == 200 and "text/css" in kind and outside == 404 else 10)
