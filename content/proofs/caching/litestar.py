# /// script
# requires-python = ">=3.12"
# dependencies = ["litestar==2.25.0"]
# [tool.hub]
# control = "self"
# ///
import logging
import sys
from pathlib import Path

from litestar import Litestar, get
from litestar.stores.file import FileStore
from litestar.testing import TestClient

made = []


@get("/", cache=0 if "--control" in sys.argv else 60)  # the control: without keeping it
async def prices() -> str:
    made.append("page")
    return f"page number {len(made)}"


logging.disable()
app = Litestar([prices], stores={"response_cache": FileStore(Path("kept"), create_directories=True)})
with TestClient(app) as client:
    answers = [client.get("/").text for _ in range(3)]
print(f"three requests, made {len(made)} times: {answers}; kept in files: {Path('kept').exists()}")
sys.exit(0 if answers == ["page number 1"] * 3 and Path("kept").exists() else 10)
