# /// script
# requires-python = ">=3.12"
# dependencies = ["tornado==6.6.1"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys

from tornado.testing import AsyncHTTPTestCase
from tornado.web import Application, RequestHandler

log = []


def made(n):
    log.append(f"made {n}")
    return f"event: price\ndata: {n}\n\n"


turns = (made(n) for n in (1, 2))
if "--control" in sys.argv:  # the control: all of it is made before any is sent
    turns = list(turns)


class Stream(RequestHandler):
    async def get(self):
        self.set_header("Content-Type", "text/event-stream")
        for turn in turns:
            self.write(turn)
            await self.flush()
            await asyncio.sleep(0.1)


class Ask(AsyncHTTPTestCase):
    def get_app(self):
        return Application([("/", Stream)])

    def runTest(self):
        self.fetch("/", streaming_callback=lambda part: log.append(part.decode()))


Ask().debug()
first = next(line for line in log if "data:" in line)
early = "made 2" not in log[: log.index(first)]
print(f"the first event, sent before the second was made ({early}): {first!r}")
sys.exit(0 if early and first == "event: price\ndata: 1\n\n" else 10)
