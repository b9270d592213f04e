# /// script
# requires-python = ">=3.12"
# dependencies = ["litestar==2.25.0"]
# [tool.hub]
# control = "self"
# ///
import os
import sys

from litestar import Litestar, Response, post
from litestar.background_tasks import BackgroundTask
from litestar.testing import TestClient

steps = []


async def send_mail(address: str) -> None:
    steps.append(f"mail to {address}, same process: {os.getpid() == process}")


@post("/orders")
async def create_order() -> Response[str]:
    if "--control" in sys.argv:
        await send_mail("ada@example.org")  # the control: it holds the response up
        return Response("created")
    return Response("created", background=BackgroundTask(send_mail, "ada@example.org"))


app = Litestar([create_order])


async def watched_app(scope, receive, send):
    async def watched_send(message):
        await send(message)
        if message["type"] == "http.response.body":
            steps.append("response sent")

    await app(scope, receive, watched_send)


process = os.getpid()
with TestClient(watched_app) as client:
    client.post("/orders")
print("; then ".join(steps))
expected = ["response sent", "mail to ada@example.org, same process: True"]
sys.exit(0 if steps == expected else 10)
