# /// script
# requires-python = ">=3.12"
# dependencies = ["tornado==6.6.1"]
# [tool.hub]
# control = "tornado==6.5.10"
# ///
import sys

from tornado.testing import AsyncHTTPTestCase
from tornado.web import Application, RequestHandler


class Pay(RequestHandler):
    def post(self):
        self.write("paid")


class Ask(AsyncHTTPTestCase):
    def get_app(self):
        # New in 6.6; the control is older and does not know the setting.
        settings = {"cross_origin_protection": True}
        return Application(
            [("/pay", Pay)], log_function=lambda handler: None, **settings
        )

    def pay(self, site):
        headers = {"Sec-Fetch-Site": site, "Origin": "https://elsewhere.example"}
        return self.fetch("/pay", method="POST", body="amount=1", headers=headers)

    def runTest(self):
        self.forged = self.pay("cross-site").code
        self.own = self.pay("same-origin")


ask = Ask()
ask.debug()
policy = ask.own.headers.get("Content-Security-Policy")
print(
    f"a form sent from another site: {ask.forged}; from the same: {ask.own.code}; "
    f"policy for content: {policy}"
)
sys.exit(0 if (ask.forged, ask.own.code, policy) == (403, 200, None) else 10)
