# /// script
# requires-python = ">=3.12"
# dependencies = ["flask==3.1.3"]
# [tool.hub]
# control = "self"
# ///
import sys

from flask import Flask

app = Flask(__name__)


@app.get("/")
def hello():
    return "hello"


if "--control" in sys.argv:  # the control: code of our own lets the front end in

    @app.after_request
    def allow(response):
        response.headers["Access-Control-Allow-Origin"] = "https://shop.example"
        return response


client = app.test_client()
ask = {"Origin": "https://shop.example", "Access-Control-Request-Method": "PUT"}
answers = client.get("/", headers=ask), client.options("/", headers=ask)
names = {name.lower() for answer in answers for name in answer.headers.keys()}
seen = sorted(name for name in names if name.startswith("access-control"))
print(f"headers that let another site read: {seen or 'none'}")
sys.exit(10 if seen else 0)
