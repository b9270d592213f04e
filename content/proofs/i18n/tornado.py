# /// script
# requires-python = ">=3.12"
# dependencies = ["tornado==6.6.1"]
# [tool.hub]
# control = "self"
# ///
import sys
from datetime import datetime
from pathlib import Path

from tornado import locale
from tornado.testing import AsyncHTTPTestCase
from tornado.web import Application, RequestHandler

Path("texts").mkdir()
# The control: a folder without translations.
if "--control" not in sys.argv:
    Path("texts/de_DE.csv").write_text(
        '"Welcome","Willkommen"\n"November","November"\n"Sunday","Sonntag"\n'
        '"%(weekday)s, %(month_name)s %(day)s","%(weekday)s, %(day)s. %(month_name)s"\n'
    )
locale.load_translations(str(Path("texts").absolute()))


class Hello(RequestHandler):
    def get(self):
        day = self.locale.format_day(datetime(2026, 11, 29))
        self.write(f"{self.locale.translate('Welcome')}, {day}")


class Ask(AsyncHTTPTestCase):
    def get_app(self):
        return Application([("/", Hello)])

    def runTest(self):
        pages = []
        for language in ("de-DE, en;q=0.5", "en-GB"):
            answer = self.fetch("/", headers={"Accept-Language": language})
            pages.append(answer.body.decode())
        self.pages = pages


ask = Ask()
ask.debug()
print(f"by the Accept-Language header: {ask.pages}")
expected = ["Willkommen, Sonntag, 29. November", "Welcome, Sunday, November 29"]
sys.exit(0 if ask.pages == expected else 10)
