# /// script
# requires-python = ">=3.12"
# dependencies = ["tornado==6.6.1"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys
import time

from tornado.testing import AsyncHTTPTestCase, gen_test
from tornado.web import Application, RequestHandler

released = asyncio.Event()


class Wait(RequestHandler):
    async def get(self):
        if "--control" in sys.argv:
            time.sleep(0.5)  # the control: it blocks instead of waiting
        else:
            await asyncio.wait_for(released.wait(), timeout=4)
        self.write({"released": released.is_set()})


class Release(RequestHandler):
    async def get(self):
        released.set()


class Ask(AsyncHTTPTestCase):
    def get_app(self):
        return Application([("/wait", Wait), ("/release", Release)])

    @gen_test
    async def runTest(self):
        waiting = self.http_client.fetch(self.get_url("/wait"))
        await asyncio.sleep(0.1)
        release = self.http_client.fetch(self.get_url("/release"))
        self.together = b"true" in (await asyncio.gather(waiting, release))[0].body


ask = Ask()
ask.debug()
print(f"another request was served while one waited, on one event loop: {ask.together}")
sys.exit(0 if ask.together else 10)
