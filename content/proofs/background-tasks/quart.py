# /// script
# requires-python = ">=3.13"
# dependencies = ["quart==0.23.1"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import os
import sys

from quart import Quart

app = Quart(__name__)
steps, process = [], os.getpid()


async def send_mail(address):
    await asyncio.sleep(0.05)
    steps.append(f"mail to {address}, same process: {os.getpid() == process}")


@app.post("/orders")
async def create_order():
    if "--control" in sys.argv:
        await send_mail("ada@example.org")  # the control: it holds the response up
    else:
        app.add_background_task(send_mail, "ada@example.org")
    return "created"


async def main():
    async with app.test_app() as running:  # its end waits for the tasks
        answer = await running.test_client().post("/orders")
        steps.append(f"answered with {answer.status_code}")


asyncio.run(main())
print("; then ".join(steps))
expected = ["answered with 200", "mail to ada@example.org, same process: True"]
sys.exit(0 if steps == expected else 10)
