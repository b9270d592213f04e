# /// script
# requires-python = ">=3.12"
# dependencies = ["flask==3.1.3"]
# [tool.hub]
# control = "self"
# ///
import sys
from collections import Counter

from flask import Flask, abort, request

app = Flask(__name__)
asked = Counter()


@app.get("/")
def home():
    return "ok"


def limited():
    """The control: a limit of a hundred, written by hand."""
    asked[request.remote_addr] += 1
    if asked[request.remote_addr] > 100:
        abort(429)


if "--control" in sys.argv:
    app.before_request(limited)
client = app.test_client()
seen = Counter(client.get("/").status_code for _ in range(500))
print(f"500 requests from one address are answered with {dict(seen)}")
sys.exit(0 if seen == {200: 500} else 10)
