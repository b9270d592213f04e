# /// script
# requires-python = ">=3.12"
# dependencies = ["starlette==1.10.0", "httpx2==2.16.2", "pyyaml==6.0.3"]
# [tool.hub]
# control = "self"
# ///
import sys

from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.schemas import SchemaGenerator
from starlette.testclient import TestClient

info = {"title": "Shop", "version": "1.0"}
schemas = SchemaGenerator({"openapi": "3.0.0", "info": info})


def show_order(request):
    """
    responses:
      200:
        description: An order.
    """
    return JSONResponse({"order_id": request.path_params["order_id"]})


def openapi(request):
    return schemas.OpenAPIResponse(request=request)


routes = [Route("/orders/{order_id:int}", show_order), Route("/schema", openapi)]
if "--control" in sys.argv:  # a stand-in for a page to browse the description
    routes.append(Route("/docs", lambda request: JSONResponse("a page")))
app = Starlette(routes=routes)
described = schemas.get_schema(routes=app.routes)["paths"]
client = TestClient(app)
codes = {path: client.get(path).status_code for path in ("/schema", "/docs")}
print(f"from docstrings: {described}; {codes}"[:200])
operation = {"responses": {200: {"description": "An order."}}}
minimal = described == {"/orders/{order_id}": {"get": operation}}
sys.exit(0 if minimal and codes == {"/schema": 200, "/docs": 404} else 10)
