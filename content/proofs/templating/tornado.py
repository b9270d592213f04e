# /// script
# requires-python = ">=3.12"
# dependencies = ["tornado==6.6.1"]
# [tool.hub]
# control = "self"
# ///
import sys
from pathlib import Path

from tornado.testing import AsyncHTTPTestCase
from tornado.web import Application, RequestHandler

# The control: a mark that leaves out the escaping.
expression = "{% raw person %}" if "--control" in sys.argv else "{{ person }}"
Path("templates").mkdir()
Path("templates/hello.html").write_text(f"<h1>Hello, {expression}!</h1>")


class Hello(RequestHandler):
    def get(self):
        self.render("hello.html", person=self.get_query_argument("person"))


class Ask(AsyncHTTPTestCase):
    def get_app(self):
        folder = str(Path("templates").absolute())
        return Application([("/hello", Hello)], template_path=folder)

    def runTest(self):
        self.page = self.fetch("/hello?person=%3Cb%3EAda").body.decode()


ask = Ask()
ask.debug()
print(f"rendered as {ask.page}")
sys.exit(0 if ask.page == "<h1>Hello, &lt;b&gt;Ada!</h1>" else 10)
