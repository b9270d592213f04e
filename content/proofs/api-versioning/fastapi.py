# /// script
# requires-python = ">=3.12"
# dependencies = ["fastapi==0.165.0", "httpx2==2.16.2"]
# [tool.hub]
# control = "self"
# ///
import sys

from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient

router = APIRouter()


@router.get("/orders")
def orders() -> str:
    return "orders"


app = FastAPI()
app.include_router(router, prefix="/v1")
if "--control" not in sys.argv:  # the control: without the second version
    app.include_router(router, prefix="/v2")
client = TestClient(app)
seen = client.get("/v2/orders").status_code
header = client.get("/orders", headers={"accept": "application/json; version=2"}).status_code
documented = list(client.get("/openapi.json").json()["paths"])
print(f"/v2/orders: {seen}; by the header Accept: {header}; one OpenAPI has {documented}")
sys.exit(0 if (seen, header) == (200, 404) and "/v2/orders" in documented else 10)
