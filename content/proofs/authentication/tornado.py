# /// script
# requires-python = ">=3.12"
# dependencies = ["tornado==6.6.1"]
# [tool.hub]
# control = "self"
# ///
import sys

from tornado.testing import AsyncHTTPTestCase
from tornado.web import Application, RequestHandler, authenticated


class Base(RequestHandler):
    def get_current_user(self):
        return self.get_signed_cookie("user")  # yours to look up


class Login(Base):
    def get(self):
        self.set_signed_cookie("user", self.get_query_argument("name"))


class Me(Base):
    def show(self):
        self.write(self.current_user or "nobody")

    # The control: the method without the decorator.
    get = show if "--control" in sys.argv else authenticated(show)


class Ask(AsyncHTTPTestCase):
    def get_app(self):
        settings = {"cookie_secret": "for this test", "login_url": "/login"}
        return Application([("/login", Login), ("/me", Me)], **settings)

    def runTest(self):
        nobody = self.fetch("/me", follow_redirects=False).code
        signed = self.fetch("/login?name=ada").headers["Set-Cookie"].split(";")[0]
        user = self.fetch("/me", headers={"Cookie": signed}).body.decode()
        changed = {"Cookie": signed.replace("|", "|9", 1)}
        forged = self.fetch("/me", headers=changed, follow_redirects=False).code
        self.seen = nobody, user, forged


ask = Ask()
ask.debug()
print(f"nobody: {ask.seen[0]}; a signed cookie: {ask.seen[1]}; changed: {ask.seen[2]}")
sys.exit(0 if ask.seen == (302, "ada", 302) else 10)
