# /// script
# requires-python = ">=3.12"
# dependencies = ["bottle==0.13.4", "webtest==3.0.7"]
# [tool.hub]
# control = "self"
# ///
import sys
from pathlib import Path

import bottle
from webtest import TestApp

# The control: a mark that leaves out the escaping.
mark = "!person" if "--control" in sys.argv else "person"
Path("views").mkdir()
Path("views/hello.tpl").write_text("<h1>Hello, {{" + mark + "}}!</h1>")
app = bottle.Bottle()


@app.get("/hello/<person>")
@bottle.view("hello")
def hello(person):
    return {"person": person}


page = TestApp(app).get("/hello/%3Cb%3EAda").text
print(f"rendered by SimpleTemplate as {page}")
sys.exit(0 if page == "<h1>Hello, &lt;b&gt;Ada!</h1>" else 10)
