# /// script
# requires-python = ">=3.12"
# dependencies = ["fastapi==0.165.0", "httpx2==2.16.2"]
# [tool.hub]
# control = "self"
# ///
import sys
from datetime import date
from importlib.resources import files

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class Order(BaseModel):
    day: date


@app.get("/orders/{day}")
def show_order(day: date) -> Order:
    return {"day": day, "internal": "not in the model"}


if "--control" in sys.argv:  # the same function without its hints

    def show_order(day):
        return {"day": day, "internal": "not in the model"}

    app = FastAPI()
    app.get("/orders/{day}")(show_order)

client = TestClient(app)
good, bad = client.get("/orders/2026-11-29"), client.get("/orders/today")
marker = files("fastapi").joinpath("py.typed").is_file()
print(f"py.typed: {marker}; 'today': {bad.status_code}; filtered answer: {good.json()}")
sys.exit(
    0 if marker and bad.status_code == 422 and "internal" not in good.json() else 10
)
