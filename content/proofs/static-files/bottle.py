# /// script
# requires-python = ">=3.12"
# dependencies = ["bottle==0.13.4", "webtest==3.0.7"]
# [tool.hub]
# control = "self"
# ///
import sys
from pathlib import Path

from bottle import Bottle, static_file
from webtest import TestApp

Path("static").mkdir()
Path("static/style.css").write_text("h1 { color: navy }")
Path("secret.txt").write_text("not for readers")
# The control: the folder above, which holds more than was meant.
root = "." if "--control" in sys.argv else "static"
app = Bottle()


@app.get("/static/<path:path>")
def send(path):
    return static_file(path, root=root)


client = TestApp(app)
style = client.get("/static/style.css", expect_errors=True)
outside = client.get("/static/..%2fsecret.txt", expect_errors=True).status_int
again = {"If-None-Match": style.headers.get("ETag", "")}
kept = client.get("/static/style.css", headers=again, expect_errors=True).status_int
print(
    f"/static/style.css: {style.status_int} {style.content_type}, asked again: {kept}; "
    f"a file outside: {outside}"
)
seen = style.status_int, style.content_type, kept, outside
sys.exit(0 if seen == (200, "text/css", 304, 403) else 10)
