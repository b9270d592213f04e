# /// script
# requires-python = ">=3.12"
# dependencies = ["bottle==0.13.4"]
# [tool.hub]
# control = "self"
# ///
import sys
from wsgiref.util import setup_testing_defaults

from bottle import Bottle, response

log = []


def made(n):
    log.append(f"made {n}")
    return f"event: price\ndata: {n}\n\n"


turns = (made(n) for n in (1, 2))
if "--control" in sys.argv:  # the control: all of it is made before any is sent
    turns = list(turns)
app = Bottle()


@app.get("/")
def stream():
    response.content_type = "text/event-stream"
    yield from turns


environ = {}
setup_testing_defaults(environ)
for part in app(environ, lambda status, headers, exc_info=None: None):
    log.append(part.decode())
first = next(line for line in log if "data:" in line)
early = "made 2" not in log[: log.index(first)]
print(f"the first event, sent before the second was made ({early}): {first!r}")
sys.exit(0 if early and first == "event: price\ndata: 1\n\n" else 10)
