# /// script
# requires-python = ">=3.12"
# dependencies = ["fastapi==0.165.0", "httpx2==2.16.2"]
# [tool.hub]
# control = "self"
# ///
import sys

from fastapi import FastAPI
from fastapi.testclient import TestClient

# The control: the same application without its description.
app = FastAPI(openapi_url=None) if "--control" in sys.argv else FastAPI()


@app.get("/orders/{order_id}")
def show_order(order_id: int, limit: int = 20) -> dict[str, int]:
    return {"order": order_id}


client = TestClient(app)
pages = {path: client.get(path).status_code for path in ("/docs", "/redoc")}
schema = client.get("/openapi.json").json()
described = [
    f"{parameter['name']}: {parameter['schema']['type']}"
    for path in schema.get("paths", {}).values()
    for parameter in path["get"]["parameters"]
]
print(f"OpenAPI {schema.get('openapi')} describes {described}; pages: {pages}")
generated = described == ["order_id: integer", "limit: integer"]
sys.exit(0 if generated and set(pages.values()) == {200} else 10)
