# /// script
# requires-python = ">=3.12"
# dependencies = ["falcon==4.4.0"]
# [tool.hub]
# control = "self"
# ///
import os
import sys

import falcon.asgi
from falcon.testing import TestClient

steps, process = [], os.getpid()


async def send_mail():
    steps.append(f"mail, same process: {os.getpid() == process}")


class Orders:
    async def on_post(self, req, resp):
        resp.text = "created"
        if "--control" in sys.argv:
            await send_mail()  # the control: it holds the response up
        else:
            resp.schedule(send_mail)


app = falcon.asgi.App()
app.add_route("/orders", Orders())


async def watched_app(scope, receive, send):
    async def watched_send(message):
        await send(message)
        if message["type"] == "http.response.body":
            steps.append("response sent")

    await app(scope, receive, watched_send)


# The client tells the two kinds of application apart by this.
watched_app._asgi = True
TestClient(watched_app).post("/orders")
print("; then ".join(steps))
sys.exit(0 if steps == ["response sent", "mail, same process: True"] else 10)
