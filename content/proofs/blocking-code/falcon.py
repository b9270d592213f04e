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


def two_requests(port, threads):
    command = [sys.executable, "-m", "gunicorn", "shop:app", "--bind", f"127.0.0.1:{port}", "--threads", threads]
    with subprocess.Popen(command, stderr=-1) as server, ThreadPoolExecutor() as pool:
        next(line for line in server.stderr if b"Booting worker" in line)
        answers = list(pool.map(urlopen, [f"http://127.0.0.1:{port}/"] * 2))
        server.kill()  # or it would wait for its threads
    return answers[0].read().decode()


class Blocking:
    def on_get(self, req, resp):
        pass


try:
    falcon.asgi.App().add_route("/", Blocking())
    in_asgi = "accepted"
except TypeError:
    in_asgi = "refused"
# The control: the first server has threads too, as if nothing had to be configured.
first = two_requests(8001, "2" if "--control" in sys.argv else "1")
second = two_requests(8002, "2")
print(f"WSGI, one thread: {first}; two: {second}; a synchronous responder in ASGI: {in_asgi}")
sys.exit(0 if (first, second, in_asgi) == ("alone", "met", "refused") else 10)
