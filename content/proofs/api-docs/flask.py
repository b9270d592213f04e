# /// script
# requires-python = ">=3.12"
# dependencies = ["flask==3.1.3"]
# [tool.hub]
# control = "apiflask==3.1.2"
# ///
import sys

try:
    from apiflask import APIFlask as Flask  # only the control installs it
except ImportError:
    from flask import Flask

app = Flask(__name__)


@app.get("/orders/<int:order_id>")
def show_order(order_id):
    return {"order_id": order_id}


client = app.test_client()
places = ["/openapi.json", "/openapi.yaml", "/docs", "/redoc", "/swagger.json"]
answers = {place: client.get(place).status_code for place in places}
print(
    f"the route answers {client.get('/orders/7').status_code}, a description: {answers}"
)
sys.exit(10 if 200 in answers.values() else 0)
