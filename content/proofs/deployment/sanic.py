# /// script
# requires-python = ">=3.12"
# dependencies = ["sanic==25.12.1", "uvicorn==0.54.0"]
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
from sanic import Sanic, text

app = Sanic("shop")

@app.get("/")
async def hello(request):
    return text("hello")
""")


def serve(port, *command):
    with subprocess.Popen(
        [sys.executable, "-m", *command],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ,
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


# The control: Uvicorn is told that the application speaks WSGI.
kind = "wsgi" if "--control" in sys.argv else "asgi3"
own = serve(8001, "sanic", "shop:app", "--single-process", "--port", "8001")
other = serve(8002, "uvicorn", "shop:app", "--interface", kind, "--port", "8002")
print(f"its own server: {own}; Uvicorn: {other}")
sys.exit(0 if (own, other) == ("hello", "hello") else 10)
