# /// script
# requires-python = ">=3.12"
# dependencies = ["uvicorn==0.54.0"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.request import urlopen

import uvicorn

inside, most = 0, 0


def block():
    global inside, most
    inside += 1
    most = max(most, inside)
    time.sleep(0.3)
    inside -= 1


async def app(scope, receive, send):
    if scope["type"] == "lifespan":
        return
    if "--control" in sys.argv:
        await asyncio.to_thread(block)  # a stand-in: threads, as frameworks have them
    else:
        block()
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"done"})


server = uvicorn.Server(uvicorn.Config(app, port=8001, log_level="critical"))
threading.Thread(target=server.run, daemon=True).start()
while not server.started:
    time.sleep(0.01)
with ThreadPoolExecutor() as pool:
    list(pool.map(urlopen, ["http://127.0.0.1:8001/"] * 3))
server.should_exit = True
print(f"of three requests at once to code that blocks, {most} ran at a time")
sys.exit(0 if most == 1 else 10)
