# /// script
# requires-python = ">=3.12"
# dependencies = ["tornado==6.6.1"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import os
import sys

from tornado.ioloop import IOLoop
from tornado.testing import AsyncHTTPTestCase, gen_test
from tornado.web import Application, RequestHandler

steps, process = [], os.getpid()


async def send_mail(address):
    await asyncio.sleep(0.1)
    steps.append(f"mail to {address}, same process: {os.getpid() == process}")


class Orders(RequestHandler):
    async def get(self):
        if "--control" in sys.argv:
            await send_mail("ada@example.org")  # the control: it holds the response up
        else:
            IOLoop.current().spawn_callback(send_mail, "ada@example.org")
        self.write("created")


class Ask(AsyncHTTPTestCase):
    def get_app(self):
        return Application([("/orders", Orders)])

    @gen_test
    async def runTest(self):
        answer = await self.http_client.fetch(self.get_url("/orders"))
        steps.append(f"answered with {answer.code}")
        await asyncio.sleep(0.3)


Ask().debug()
print("; then ".join(steps))
expected = ["answered with 200", "mail to ada@example.org, same process: True"]
sys.exit(0 if steps == expected else 10)
