# /// script
# requires-python = ">=3.12"
# dependencies = ["falcon==4.4.0", "gunicorn==27.0.1"]
# [tool.hub]
# control = "self"
# ///
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.request import urlopen

import falcon.asgi

Path("shop.py").write_text("""
from threading import Barrier, BrokenBarrierError
import falcon

two_at_once = Barrier(2)

class Meet:
    def on_get(self, req, resp):
        try:
            two_at_once.wait(timeout=1)
            resp.text = "met"
        except BrokenBarrierError:
            resp.text = "alone"

app = falcon.App()
app.add_route("/", Meet())
""")


def two_requests(threads, address):
    command = [sys.executable, "-m", "gunicorn", "shop:app", "--bind", address]
    with subprocess.Popen([*command, "--threads", threads], stderr=-1) as server:
        while b"Booting worker" not in server.stderr.readline():
            pass
        with ThreadPoolExecutor() as pool:
            urls = [f"http://{address}/"] * 2
            answers = list(pool.map(lambda url: urlopen(url).read().decode(), urls))
        server.terminate()
    return answers[0]


class Blocking:
    def on_get(self, req, resp):
        pass


try:
    falcon.asgi.App().add_route("/", Blocking())
    in_asgi = "accepted"
except TypeError:
    in_asgi = "refused"
# The control: the first server has threads too, as if nothing had to be configured.
first = two_requests("2" if "--control" in sys.argv else "1", "127.0.0.1:8001")
second = two_requests("2", "127.0.0.1:8002")
print(
    f"WSGI, two blocking requests on one worker: {first}; with two threads: {second}; "
    f"a synchronous responder in an ASGI application: {in_asgi}"
)
sys.exit(0 if (first, second, in_asgi) == ("alone", "met", "refused") else 10)
