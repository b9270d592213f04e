# /// script
# requires-python = ">=3.12"
# dependencies = ["starlette==1.10.0", "httpx2==2.16.2", "jinja2==3.1.6"]
# [tool.hub]
# control = "self"
# ///
import sys
from pathlib import Path

from starlette.applications import Starlette
from starlette.routing import Route
from starlette.templating import Jinja2Templates
from starlette.testclient import TestClient

# The control: a kind of template that is not escaped.
name = "hello.txt" if "--control" in sys.argv else "hello.html"
Path("templates").mkdir()
Path("templates", name).write_text("<h1>Hello, {{ person }}!</h1>")
templates = Jinja2Templates(directory="templates")


async def hello(request):
    context = {"person": request.path_params["person"]}
    return templates.TemplateResponse(request, name, context)


app = Starlette(routes=[Route("/hello/{person}", hello)])
page = TestClient(app).get("/hello/<b>Ada").text
print(f"with the package jinja2 beside it: {page}")
sys.exit(0 if page == "<h1>Hello, &lt;b&gt;Ada!</h1>" else 10)
