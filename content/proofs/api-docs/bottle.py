# /// script
# requires-python = ">=3.12"
# dependencies = ["bottle==0.13.4", "webtest==3.0.7"]
# [tool.hub]
# control = "self"
# ///
import sys

from bottle import Bottle
from webtest import TestApp

app = Bottle()


@app.get("/orders/<order_id:int>")
def show_order(order_id):
    return {"order_id": order_id}


if "--control" in sys.argv:  # a stand-in for a description
    app.get("/openapi.json", callback=lambda: {"openapi": "3.1.0"})

client = TestApp(app)
places = ["/orders/7", "/openapi.json", "/docs", "/redoc", "/swagger.json"]
codes = {place: client.get(place, expect_errors=True).status_int for place in places}
print(f"a route and places of a description: {codes}")
sys.exit(0 if list(codes.values()) == [200, 404, 404, 404, 404] else 10)
