# /// script
# requires-python = ">=3.12"
# dependencies = ["django==6.1.3"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.core.asgi import get_asgi_application
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

settings.configure(ROOT_URLCONF=__name__, SECRET_KEY="for this test", ALLOWED_HOSTS=["*"])
received = []


def first_part(request):
    while request.read(4) and "--control" in sys.argv:
        pass  # the control asks for all of the body
    return HttpResponse(len(received))


urlpatterns = [path("", first_part)]


class Body:
    def read(self, size=-1):
        received.append(size)
        return b"part" if len(received) < 4 else b""

    readline = read


async def ask(app):
    async def receive():
        if len(received) == 3:
            await asyncio.sleep(60)
        received.append("part")
        return {"type": "http.request", "body": b"part", "more_body": len(received) < 3}

    async def send(message):
        sent.append(message.get("body"))

    scope = {"type": "http", "method": "POST", "path": "/", "headers": [], "query_string": b""}
    await app(scope, receive, send)


environ, sent = {"REQUEST_METHOD": "POST", "CONTENT_LENGTH": "12", "wsgi.input": Body()}, []
setup_testing_defaults(environ)
wsgi = b"".join(get_wsgi_application()(environ, lambda *_: None)).decode()
received.clear()
asyncio.run(ask(get_asgi_application()))
print(f"parts received when the view had read one of three: WSGI {wsgi}, ASGI {sent[1].decode()}")
sys.exit(0 if wsgi == "1" and sent[1] == b"3" else 10)
