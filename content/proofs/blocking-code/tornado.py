# /// script
# requires-python = ">=3.12"
# dependencies = ["tornado==6.6.1"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys
from threading import Barrier, BrokenBarrierError

from tornado.ioloop import IOLoop
from tornado.testing import AsyncHTTPTestCase, gen_test
from tornado.web import Application, RequestHandler

two_at_once = Barrier(2)


def meet():
    """Blocks until a second request is here too."""
    try:
        two_at_once.wait(timeout=1)
    except BrokenBarrierError:
        return "alone"
    return "met"


class Plain(RequestHandler):
    def get(self):
        self.write(meet())


class Elsewhere(RequestHandler):
    async def get(self):
        self.write(await IOLoop.current().run_in_executor(None, meet))


class Ask(AsyncHTTPTestCase):
    def get_app(self):
        # The control: code of your own moves the work into a thread.
        return Application([("/", Elsewhere if "--control" in sys.argv else Plain)])

    @gen_test
    async def runTest(self):
        url = self.get_url("/")
        answers = [self.http_client.fetch(url) for _ in range(2)]
        self.answer = (await asyncio.gather(*answers))[0].body.decode()


ask = Ask()
ask.debug()
print(f"two requests to a handler that blocks: {ask.answer}")
sys.exit(0 if ask.answer == "alone" else 10)
