# /// script
# requires-python = ">=3.12"
# dependencies = ["bottle==0.13.4", "waitress==3.0.2"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import os
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from bottle import Bottle

Path("shop.py").write_text("""
from bottle import Bottle

app = Bottle()

@app.get("/")
def hello():
    return "hello"
""")
command = [sys.executable, "-m", "bottle", "--server", "waitress"]
command += ["--bind", "127.0.0.1:8001", "shop:app"]
answer = None
with subprocess.Popen(command, stderr=subprocess.DEVNULL, env=os.environ) as server:
    for _ in range(50):
        try:
            answer = urlopen("http://127.0.0.1:8001/").read().decode()
            break
        except URLError:
            time.sleep(0.2)
    server.terminate()


async def asgi_app(scope, receive, send):
    """A stand-in for an application that speaks ASGI."""


application = asgi_app if "--control" in sys.argv else Bottle()
try:
    asyncio.run(application({"type": "http"}, None, None))
    as_asgi = "accepted"
except TypeError:
    as_asgi = "TypeError"
print(f"the adapter for Waitress: {answer}; called as ASGI: {as_asgi}")
sys.exit(0 if (answer, as_asgi) == ("hello", "TypeError") else 10)
