# /// script
# requires-python = ">=3.12"
# dependencies = ["tornado==6.6.1"]
# [tool.hub]
# control = "self"
# ///
import sys

from tornado.httpclient import HTTPError
from tornado.testing import AsyncHTTPTestCase, gen_test
from tornado.web import Application
from tornado.websocket import WebSocketHandler, websocket_connect


class Echo(WebSocketHandler):
    def on_message(self, message):
        self.write_message(f"echo: {message}")


class Ask(AsyncHTTPTestCase):
    def get_app(self):
        # The control: an application without such a handler.
        return Application([] if "--control" in sys.argv else [("/echo", Echo)])

    @gen_test
    async def runTest(self):
        self.answers = []
        try:
            url = f"ws://127.0.0.1:{self.get_http_port()}/echo"
            connection = await websocket_connect(url)
        except HTTPError as error:
            self.answers.append(f"answered with {error.code}")
            return
        for text in ("one", "two"):
            await connection.write_message(text)
            self.answers.append(await connection.read_message())


ask = Ask()
ask.debug()
print(f"answers over the WebSocket: {ask.answers}")
sys.exit(0 if ask.answers == ["echo: one", "echo: two"] else 10)
