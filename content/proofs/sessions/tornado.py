# /// script
# requires-python = ">=3.12"
# dependencies = ["tornado==6.6.1"]
# [tool.hub]
# control = "self"
# ///
import sys

from tornado.testing import AsyncHTTPTestCase
from tornado.web import Application, RequestHandler


class Cart(RequestHandler):
    def get(self):
        self.set_signed_cookie("sku", "pen")
        # The control: a cookie is read without its signature.
        plain = "--control" in sys.argv
        sku = self.get_cookie("sku") if plain else self.get_signed_cookie("sku")
        told = sku.decode() if isinstance(sku, bytes) else sku
        self.write(f"{hasattr(self, 'session')} {told}")


class Ask(AsyncHTTPTestCase):
    def get_app(self):
        return Application([("/", Cart)], cookie_secret="for this test")

    def told(self, cookie):
        return self.fetch("/", headers={"Cookie": f"sku={cookie}"}).body.decode()

    def runTest(self):
        signed = self.fetch("/").headers["Set-Cookie"].split(";")[0].split("=", 1)[1]
        self.kept = self.told(signed.strip('"'))
        self.forged = self.told("forged")


ask = Ask()
ask.debug()
session, kept = ask.kept.split()
forged = ask.forged.split()[1]
print(f"session: {session}; a signed cookie was read as {kept}, a forged one as {forged}")
sys.exit(0 if (session, kept, forged) == ("False", "pen", "None") else 10)
