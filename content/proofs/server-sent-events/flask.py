# /// script
# requires-python = ">=3.12"
# dependencies = ["flask==3.1.3"]
# [tool.hub]
# control = "self"
# ///
import sys
from wsgiref.util import setup_testing_defaults

from flask import Flask

log = []


def made(n):
    log.append(f"made {n}")
    return f"event: price\ndata: {n}\n\n"


turns = (made(n) for n in (1, 2))
if "--control" in sys.argv:  # the control: all of it is made before any is sent
    turns = list(turns)
app = Flask(__name__)


@app.get("/")
def stream():
    return turns, {"Content-Type": "text/event-stream"}


environ = {}
setup_testing_defaults(environ)
for part in app(environ, lambda status, headers: None):
    log.append(part.decode())
first = next(line for line in log if "data:" in line)
early = "made 2" not in log[: log.index(first)]
print(f"the first event, sent before the second was made ({early}): {first!r}")
sys.exit(0 if early and first == "event: price\ndata: 1\n\n" else 10)
