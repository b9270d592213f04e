# /// script
# requires-python = ">=3.12"
# dependencies = ["uvicorn==0.54.0"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from urllib.request import urlopen

import uvicorn

arrived, released = threading.Event(), asyncio.Event()


async def app(scope, receive, send):
    if scope["type"] == "lifespan":
        return
    if scope["path"] == "/release":
        released.set()
    elif "--control" in sys.argv:
        arrived.set()
        threading.Event().wait(timeout=1)  # the control: it blocks instead of waiting
    else:
        arrived.set()
        await asyncio.wait_for(released.wait(), timeout=5)
    body = f"released: {released.is_set()}".encode()
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": body})


server = uvicorn.Server(uvicorn.Config(app, port=8001, log_level="critical"))
threading.Thread(target=server.run, daemon=True).start()
while not server.started:
    pass


def get(path):
    return urlopen(f"http://127.0.0.1:8001{path}").read().decode()


with ThreadPoolExecutor() as pool:
    waiting = pool.submit(get, "/wait")
    arrived.wait(timeout=5)
    pool.submit(get, "/release")
    answer = waiting.result()
server.should_exit = True
print(f"one process; a request waited for another: {answer}")
sys.exit(0 if answer == "released: True" else 10)
