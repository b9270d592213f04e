# /// script
# requires-python = ">=3.12"
# dependencies = ["tornado==6.6.1"]
# [tool.hub]
# control = "self"
# ///
import re
import sys
from pathlib import Path

from tornado.testing import AsyncHTTPTestCase
from tornado.web import Application, RequestHandler

Path("static").mkdir()
Path("static/style.css").write_text("h1 { color: navy }")


class Page(RequestHandler):
    def get(self):
        plain = "--control" in sys.argv  # the control: an address without the hash
        self.write("/static/style.css" if plain else self.static_url("style.css"))


class Ask(AsyncHTTPTestCase):
    def get_app(self):
        folder = str(Path("static").absolute())
        return Application([("/", Page)], static_path=folder)

    def runTest(self):
        self.address = self.fetch("/").body.decode()
        self.style = self.fetch(self.address)


ask = Ask()
ask.debug()
kept = ask.style.headers.get("Cache-Control", "none")
print(f"{ask.address} is answered with {ask.style.code}, Cache-Control: {kept}")
hashed = re.search(r"\?v=[0-9a-f]{32,}$", ask.address)
sys.exit(0 if hashed and ask.style.code == 200 and "max-age=31536" in kept else 10)
