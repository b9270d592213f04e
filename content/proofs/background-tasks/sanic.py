# /// script
# requires-python = ">=3.12"
# dependencies = ["sanic==25.12.1", "sanic-testing==24.6.0"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import os
import sys

from sanic import Sanic, text

app = Sanic("shop")
steps, process = [], os.getpid()


async def send_mail():
    await asyncio.sleep(0.2)
    steps.append(f"mail, same process: {os.getpid() == process}")


@app.post("/orders")
async def create_order(request):
    if "--control" in sys.argv:
        await send_mail()  # the control: it holds the response up
    else:
        request.app.add_task(send_mail())
    return text("created")


async def main():
    _, answer = await app.asgi_client.post("/orders")
    steps.append(f"answered with {answer.status}")
    await asyncio.sleep(0.5)


asyncio.run(main())
print("; then ".join(steps))
expected = ["answered with 200", "mail, same process: True"]
sys.exit(0 if steps == expected else 10)
