# /// script
# requires-python = ">=3.12"
# dependencies = ["fastapi==0.165.0", "httpx2==2.16.2"]
# [tool.hub]
# control = "fastapi==0.137.0"
# ///
import sys
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from fastapi.testclient import TestClient

Path("static").mkdir()
Path("static/style.css").write_text("h1 { color: navy }")
Path("dist").mkdir()
Path("dist/index.html").write_text("<h1>Shop</h1>")

app = FastAPI()
app.mount("/static", StaticFiles(directory="static"), name="static")
if hasattr(app, "frontend"):  # new in 0.138; the control is older
    app.frontend("/", directory="dist", fallback="index.html")

client = TestClient(app)
style = client.get("/static/style.css")
route = client.get("/orders/7", headers={"Accept": "text/html"})
print(
    f"/static/style.css: {style.status_code} {style.headers['content-type']}; "
    f"a path of the front end: {route.status_code} {route.text[:40]}"
)
sys.exit(0 if style.status_code == 200 and route.text == "<h1>Shop</h1>" else 10)
