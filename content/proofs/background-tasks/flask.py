# /// script
# requires-python = ">=3.12"
# dependencies = ["flask[async]==3.1.3"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys
import threading
import time

from flask import Flask

app = Flask(__name__)
seen = []


async def send_mail():
    try:
        await asyncio.sleep(0.1)
        seen.append("sent")
    except asyncio.CancelledError:
        seen.append("cancelled")
        raise


@app.post("/orders")
async def create_order():
    if "--control" in sys.argv:  # a stand-in that runs it elsewhere
        threading.Thread(target=asyncio.run, args=[send_mail()]).start()
    else:
        app.task = asyncio.create_task(send_mail())
        await asyncio.sleep(0)  # it starts
    return {"created": True}


status = app.test_client().post("/orders").status_code
while not seen:
    time.sleep(0.01)
print(f"the view answered {status}; the mail that it left to a task was {seen[0]}")
sys.exit(0 if seen == ["cancelled"] else 10)
