# /// script
# requires-python = ">=3.12"
# dependencies = ["fastapi==0.165.0", "httpx2==2.16.2"]
# [tool.hub]
# control = "self"
# ///
import pkgutil
import sys
from typing import Annotated

import fastapi
from fastapi.testclient import TestClient

app = fastapi.FastAPI()
NUMBERS = list(range(1, 96))


@app.get("/")
def numbers() -> list[int]:
    return NUMBERS


@app.get("/paged")
def paged(page: Annotated[int, fastapi.Query(ge=1)] = 1) -> list[int]:
    return NUMBERS[10 * (page - 1) : 10 * page]


# The control: an endpoint that cuts the list itself.
address = "/paged?page=2" if "--control" in sys.argv else "/?page=2"
seen = TestClient(app).get(address).json()
names = [module.name for module in pkgutil.walk_packages(fastapi.__path__, "fastapi.")]
modules = [name for name in names if "pag" in name.rpartition(".")[2]]
print(f"asked for page 2: {seen[0]} to {seen[-1]}; modules for it: {modules}")
sys.exit(0 if (len(seen), modules) == (95, []) else 10)
