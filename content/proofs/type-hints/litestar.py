# /// script
# requires-python = ">=3.12"
# dependencies = ["litestar==2.25.0"]
# [tool.hub]
# control = "self"
# ///
import sys
from datetime import date
from importlib.resources import files

from litestar import Litestar, get
from litestar.exceptions import ImproperlyConfiguredException
from litestar.params import FromPath
from litestar.testing import TestClient


async def show_day(day: FromPath[date]) -> dict[str, str]:
    return {"type": type(day).__name__}


if "--control" in sys.argv:  # the same handler without its hints

    async def show_day(day):
        return {"type": type(day).__name__}


try:
    with TestClient(Litestar([get("/days/{day:str}")(show_day)])) as client:
        good, bad = client.get("/days/2026-11-29"), client.get("/days/today")
    seen = good.json(), bad.status_code
except ImproperlyConfiguredException as error:
    seen = str(error)
marker = files("litestar").joinpath("py.typed").is_file()
print(f"py.typed: {marker}; a part hinted as date, then 'today': {seen}"[:200])
sys.exit(0 if marker and seen == ({"type": "date"}, 400) else 10)
