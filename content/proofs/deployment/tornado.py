# /// script
# requires-python = ">=3.12"
# dependencies = ["tornado==6.6.1", "gunicorn==27.0.1"]
# [tool.hub]
# control = "self"
# ///
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

Path("shop.py").write_text("""
import asyncio
from tornado.web import Application, RequestHandler

class Hello(RequestHandler):
    def get(self):
        self.write("hello")

app = Application([("/", Hello)])

async def serve():
    app.listen(8002)
    await asyncio.Event().wait()
""")


def answer(port, *command):
    with subprocess.Popen([sys.executable, *command], stderr=subprocess.DEVNULL) as server:
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


# The control: Gunicorn's usual worker, which speaks WSGI.
worker = "sync" if "--control" in sys.argv else "tornado"
gunicorn = answer(8001, "-m", "gunicorn", "shop:app", "-b", "127.0.0.1:8001", "-k", worker)
own = answer(8002, "-c", "import asyncio, shop; asyncio.run(shop.serve())")
print(f"its own server: {own}; Gunicorn with its worker for Tornado: {gunicorn}")
sys.exit(0 if (own, gunicorn) == ("hello", "hello") else 10)
