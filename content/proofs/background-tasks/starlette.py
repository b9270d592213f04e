# /// script
# requires-python = ">=3.12"
# dependencies = ["starlette==1.10.0", "httpx2==2.16.2"]
# [tool.hub]
# control = "self"
# ///
import os
import sys

from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

steps = []


async def send_mail(address):
    steps.append(f"mail to {address}, same process: {os.getpid() == process}")


async def create_order(request):
    if "--control" in sys.argv:
        await send_mail("ada@example.org")  # the control: it holds the response up
        return PlainTextResponse("created")
    task = BackgroundTask(send_mail, "ada@example.org")
    return PlainTextResponse("created", background=task)


app = Starlette(routes=[Route("/", create_order, methods=["POST"])])


async def watched_app(scope, receive, send):
    async def watched_send(message):
        await send(message)
        if message["type"] == "http.response.body":
            steps.append("response sent")

    await app(scope, receive, watched_send)


process = os.getpid()
TestClient(watched_app).post("/")
print("; then ".join(steps))
expected = ["response sent", "mail to ada@example.org, same process: True"]
sys.exit(0 if steps == expected else 10)
