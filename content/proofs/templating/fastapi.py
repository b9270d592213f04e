# /// script
# requires-python = ">=3.12"
# dependencies = ["fastapi==0.165.0", "httpx2==2.16.2", "jinja2==3.1.6"]
# [tool.hub]
# control = "self"
# ///
import sys
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates
from fastapi.testclient import TestClient

# The control: a kind of template that is not escaped.
name = "hello.txt" if "--control" in sys.argv else "hello.html"
Path("templates").mkdir()
Path("templates", name).write_text("<h1>Hello, {{ person }}!</h1>")

app = FastAPI()
templates = Jinja2Templates(directory="templates")


@app.get("/hello/{person}", response_class=HTMLResponse)
def hello(request: Request, person: str):
    return templates.TemplateResponse(request, name, {"person": person})


page = TestClient(app).get("/hello/<b>Ada").text
origin = Jinja2Templates.__module__
print(f"{origin} and the package jinja2 rendered {page}")
escaped = page == "<h1>Hello, &lt;b&gt;Ada!</h1>"
sys.exit(0 if escaped and origin.startswith("starlette") else 10)
