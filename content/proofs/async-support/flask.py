# /// script
# requires-python = ">=3.12"
# dependencies = ["flask[async]==3.1.3"]
# [tool.hub]
# control = "self"
# ///
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Thread
from urllib.request import urlopen

from flask import Flask
from werkzeug.serving import make_server

app = Flask(__name__)
begun, released = Event(), Event()


@app.get("/wait")
async def wait():
    # Is another request, sent from now on, answered while this one has not ended?
    begun.set()
    return {"released": released.wait(timeout=1)}


@app.get("/release")
async def release():
    released.set()
    return {}


# One worker, as in a sync worker of Gunicorn. The control: a thread for each request.
server = make_server("127.0.0.1", 0, app, threaded="--control" in sys.argv)
Thread(target=server.serve_forever, daemon=True).start()
site = f"http://127.0.0.1:{server.port}"
with ThreadPoolExecutor() as pool:
    waiting = pool.submit(lambda: urlopen(site + "/wait").read())
    begun.wait()
    pool.submit(lambda: urlopen(site + "/release").read())
kept = b"false" in waiting.result()
print(f"async views are answered; one keeps its worker until it is done: {kept}")
sys.exit(0 if kept else 10)
