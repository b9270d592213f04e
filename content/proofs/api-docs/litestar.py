# /// script
# requires-python = ">=3.12"
# dependencies = ["litestar==2.25.0"]
# [tool.hub]
# control = "self"
# ///
import sys

from litestar import Litestar, get
from litestar.params import FromPath, FromQuery
from litestar.testing import TestClient


@get("/orders/{order_id:int}")
async def show_order(order_id: FromPath[int], limit: FromQuery[int]) -> dict[str, int]:
    return {"order": order_id, "limit": limit}


# The control: the same application without its description.
options = {"openapi_config": None} if "--control" in sys.argv else {}
with TestClient(Litestar([show_order], **options)) as client:
    pages = ["swagger", "redoc", "elements", "rapidoc"]
    pages = {page: client.get(f"/schema/{page}").status_code for page in pages}
    answer = client.get("/schema/openapi.json")
schema = answer.json()
described = [
    f"{parameter['name']}: {parameter['schema']['type']}"
    for path in schema.get("paths", {}).values()
    for parameter in path["get"]["parameters"]
]
print(f"OpenAPI {schema.get('openapi')} describes {described}; pages: {pages}")
generated = described == ["order_id: integer", "limit: integer"]
sys.exit(0 if generated and set(pages.values()) == {200} else 10)
