# /// script
# requires-python = ">=3.12"
# dependencies = ["fastapi==0.165.0", "httpx2==2.16.2"]
# [tool.hub]
# control = ["fastapi==0.164.0", "sqlmodel==0.0.50"]
# ///
import re
import sys
from importlib.metadata import distributions

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class Order(BaseModel):
    id: int
    title: str


@app.post("/orders")
def create_order(order: Order):
    return {"is stored": hasattr(order, "save") or hasattr(Order, "__table__")}


stored = TestClient(app).post("/orders", json={"id": 1, "title": "pen"}).json()
installed = [package for package in distributions() if package.name != "pip"]
files = [str(file) for package in installed for file in package.files or []]
mappers = [file for file in files if re.search(r"/orm/__init__\.py$", file)]
print(
    f"the object of an endpoint {stored}; mappers among the {len(installed)} packages "
    f"that FastAPI brings: {mappers or 'none'}"
)
sys.exit(10 if mappers or stored["is stored"] else 0)
