# /// script
# requires-python = ">=3.13"
# dependencies = ["quart==0.23.1"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys
from pathlib import Path

from quart import Quart, render_template

# The control: a kind of template that is not escaped.
name = "hello.txt" if "--control" in sys.argv else "hello.html"
Path("templates").mkdir()
Path("templates", name).write_text("<h1>Hello, {{ person }}!</h1>")
app = Quart(__name__, root_path=str(Path.cwd()))


@app.get("/hello/<person>")
async def hello(person):
    return await render_template(name, person=person)


async def main():
    answer = await app.test_client().get("/hello/<b>Ada")
    return await answer.get_data(as_text=True)


page = asyncio.run(main())
print(f"rendered as {page}")
sys.exit(0 if page == "<h1>Hello, &lt;b&gt;Ada!</h1>" else 10)
