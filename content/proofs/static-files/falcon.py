# /// script
# requires-python = ">=3.12"
# dependencies = ["falcon==4.4.0"]
# [tool.hub]
# control = "self"
# ///
import sys
from pathlib import Path

import falcon
from falcon.testing import TestClient

folder = Path("assets").absolute()
folder.mkdir()
Path("assets/style.css").write_text("h1 { color: navy }")
Path("assets/index.html").write_text("<h1>Shop</h1>")

app = falcon.App()
if "--control" not in sys.argv:  # the control: no route for files
    app.add_static_route("/", str(folder), fallback_filename="index.html")

client = TestClient(app)
style = client.get("/style.css")
route = client.get("/orders/7")
part = client.get("/style.css", headers={"Range": "bytes=0-1"})
print(
    f"/style.css: {style.status_code} {style.headers.get('content-type')}; a path of "
    f"the front end: {route.status_code}; two bytes of it: {part.status_code}"
)
seen = style.status_code, route.text, part.text
sys.exit(0 if seen == (200, "<h1>Shop</h1>", "h1") else 10)
