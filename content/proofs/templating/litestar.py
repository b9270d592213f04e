# /// script
# requires-python = ">=3.12"
# dependencies = ["litestar[jinja]==2.25.0"]
# [tool.hub]
# control = "self"
# ///
import sys
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from litestar import Litestar, get
from litestar.contrib.jinja import JinjaTemplateEngine
from litestar.params import FromPath
from litestar.response import Template
from litestar.template.config import TemplateConfig
from litestar.testing import TestClient

Path("templates").mkdir()
Path("templates/hello.html").write_text("<h1>Hello, {{ person }}!</h1>")
config = TemplateConfig(directory=Path("templates"), engine=JinjaTemplateEngine)
if "--control" in sys.argv:  # an environment of Jinja's own defaults
    plain = Environment(loader=FileSystemLoader("templates"))
    config = TemplateConfig(instance=JinjaTemplateEngine.from_environment(plain))


@get("/hello/{person:str}")
async def hello(person: FromPath[str]) -> Template:
    return Template("hello.html", context={"person": person})


with TestClient(Litestar([hello], template_config=config)) as client:
    page = client.get("/hello/<b>Ada").text
print(f"with the package jinja2 beside it: {page}")
sys.exit(0 if page == "<h1>Hello, &lt;b&gt;Ada!</h1>" else 10)
