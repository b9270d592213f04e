# /// script
# requires-python = ">=3.13"
# dependencies = ["quart==0.23.1"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys
from pathlib import Path

from quart import Quart

Path("static").mkdir()
Path("static", "style.css").write_text("h1 { color: navy }")
# The control: an application without its folder.
folder = None if "--control" in sys.argv else "static"
app = Quart(__name__, root_path=str(Path.cwd()), static_folder=folder)


async def main():
    client = app.test_client()
    whole = await client.get("/static/style.css")
    part = await client.get("/static/style.css", headers={"Range": "bytes=0-1"})
    return whole.status_code, whole.mimetype, part.status_code


seen = asyncio.run(main())
print(f"/static/style.css is answered with {seen[:2]}, a part of it with {seen[2]}")
sys.exit(0 if seen == (200, "text/css", 206) else 10)
