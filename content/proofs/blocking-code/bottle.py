# /// script
# requires-python = ">=3.12"
# dependencies = ["bottle==0.13.4", "gunicorn==27.0.1"]
# [tool.hub]
# control = "self"
# ///
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.request import urlopen

Path("shop.py").write_text("""
from threading import Barrier, BrokenBarrierError
from bottle import Bottle

app = Bottle()
two_at_once = Barrier(2)

@app.get("/")
def meet():
    try:
        two_at_once.wait(timeout=1)
    except BrokenBarrierError:
        return "alone"
    return "met"
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


# The control: the first server has threads too, as if nothing had to be configured.
first = two_requests("2" if "--control" in sys.argv else "1", "127.0.0.1:8001")
second = two_requests("2", "127.0.0.1:8002")
print(f"two blocking requests on one sync worker: {first}; with two threads: {second}")
sys.exit(0 if (first, second) == ("alone", "met") else 10)
