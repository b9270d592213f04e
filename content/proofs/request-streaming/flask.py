# /// script
# requires-python = ">=3.12"
# dependencies = ["flask==3.1.3"]
# [tool.hub]
# control = "self"
# ///
import sys
from wsgiref.util import setup_testing_defaults

from flask import Flask, request

app = Flask(__name__)
received = []


@app.post("/")
def first_part():
    # The control asks for all of the body.
    request.get_data() if "--control" in sys.argv else request.stream.read(4)
    return str(len(received))


class Body:
    def read(self, size=-1):
        received.append(size)
        return b"part" if len(received) < 4 else b""

    def readinto(self, buffer):
        part = self.read()
        buffer[: len(part)] = part
        return len(part)


environ = {"REQUEST_METHOD": "POST", "CONTENT_LENGTH": "12", "wsgi.input": Body()}
setup_testing_defaults(environ)
seen = b"".join(app(environ, lambda *_: None)).decode()
print(f"parts received when the view had read one of three: {seen}")
sys.exit(0 if seen == "1" else 10)
