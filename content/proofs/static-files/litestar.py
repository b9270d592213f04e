# /// script
# requires-python = ">=3.12"
# dependencies = ["litestar==2.25.0"]
# [tool.hub]
# control = "self"
# ///
import sys
from pathlib import Path

from litestar import Litestar
from litestar.static_files import create_static_files_router
from litestar.testing import TestClient

Path("assets").mkdir()
Path("assets/style.css").write_text("h1 { color: navy }")
Path("assets/index.html").write_text("<h1>Shop</h1>")
Path("secret.txt").write_text("not for readers")

# The control: files alone, without HTML mode.
html = "--control" not in sys.argv
router = create_static_files_router("/", directories=["assets"], html_mode=html)
with TestClient(Litestar([router])) as client:
    style = client.get("/style.css")
    front = client.get("/")
    outside = client.get("/..%2fsecret.txt").status_code
print(
    f"/style.css: {style.status_code} {style.headers.get('content-type')}; "
    f"/: {front.status_code} {front.text[:40]}; a file outside: {outside}"
)
seen = style.status_code, front.text, outside
sys.exit(0 if seen == (200, "<h1>Shop</h1>", 404) else 10)
