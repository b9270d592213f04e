# /// script
# requires-python = ">=3.12"
# dependencies = ["litestar==2.25.0"]
# [tool.hub]
# control = "self"
# ///
import pkgutil
import sys

import litestar
from litestar import Litestar, Request, get
from litestar.testing import TestClient


@get("/")
async def hello(request: Request) -> dict[str, str | None]:
    asked = request.headers["accept-language"]
    found = getattr(request, "language", None) or getattr(request, "locale", None)
    if "--control" in sys.argv:  # a stand-in for a framework that finds the language
        found = asked.split(",")[0]
    return {"asked": asked, "found": found}


with TestClient(Litestar([hello])) as client:
    seen = client.get("/", headers={"Accept-Language": "de, en;q=0.5"}).json()
modules = {module.name for module in pkgutil.iter_modules(litestar.__path__)}
parts = modules & {"i18n", "locale", "translation", "gettext"}
print(f"{seen}; modules for translation: {parts or 'none'} of {len(modules)}")
sys.exit(0 if seen["found"] is None and not parts else 10)
