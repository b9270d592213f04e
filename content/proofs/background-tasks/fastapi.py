# /// script
# requires-python = ">=3.12"
# dependencies = ["fastapi==0.165.0", "httpx2==2.16.2"]
# [tool.hub]
# control = "self"
# ///
import os
import sys

from fastapi import BackgroundTasks, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
steps = []


def send_mail(address: str):
    steps.append(f"mail to {address}, same process: {os.getpid() == process}")


@app.post("/orders")
def create_order(background_tasks: BackgroundTasks):
    if "--control" in sys.argv:
        send_mail("ada@example.org")  # the control: it holds the response up
    else:
        background_tasks.add_task(send_mail, "ada@example.org")
    return {"created": True}


async def watched_app(scope, receive, send):
    async def watched_send(message):
        await send(message)
        if message["type"] == "http.response.body":
            steps.append("response sent")

    await app(scope, receive, watched_send)


process = os.getpid()
TestClient(watched_app).post("/orders")
print("; then ".join(steps))
expected = ["response sent", "mail to ada@example.org, same process: True"]
sys.exit(0 if steps == expected else 10)
