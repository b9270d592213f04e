# /// script
# requires-python = ">=3.12"
# dependencies = ["aiohttp==3.14.5", "gunicorn==27.0.1"]
# [tool.hub]
# control = "self"
# ///
import os
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

Path("shop.py").write_text("""
from aiohttp import web

async def hello(request):
    return web.Response(text="hello")

app = web.Application()
app.router.add_get("/", hello)
""")


def serve(port, *command):
    with subprocess.Popen(
        [sys.executable, "-m", *command], stderr=subprocess.DEVNULL, env=os.environ
    ) as server:
        try:
            for _ in range(50):
                try:
                    return urlopen(f"http://127.0.0.1:{port}/").read().decode()
                except HTTPError as error:
                    return str(error.code)
                except URLError:
                    time.sleep(0.2)
        finally:
            server.terminate()


address = "127.0.0.1:8001"
# The control: Gunicorn's usual worker, which speaks WSGI.
worker = "sync" if "--control" in sys.argv else "aiohttp.GunicornWebWorker"
answer = serve(8001, "gunicorn", "shop:app", "-b", address, "-k", worker)
code = "import shop; from aiohttp import web; web.run_app(shop.app, port=8002)"
Path("own.py").write_text(code)
own = serve(8002, "own")
print(f"web.run_app: {own}; Gunicorn with the worker of aiohttp: {answer}")
sys.exit(0 if (own, answer) == ("hello", "hello") else 10)
