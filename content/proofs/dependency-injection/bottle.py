# /// script
# requires-python = ">=3.12"
# dependencies = ["bottle==0.13.4", "webtest==3.0.7"]
# [tool.hub]
# control = "self"
# ///
import sys

from bottle import Bottle
from webtest import TestApp

app = Bottle(catchall=False)  # errors of functions reach the caller


class Database:
    name = "the database"


def provide(callback):  # a stand-in, a plugin: what would resolve it
    return lambda **kwargs: callback(database=Database(), **kwargs)


if "--control" in sys.argv:
    app.install(provide)


@app.get("/orders/<order_id:int>")
def show_order(order_id, database: Database):
    return f"order {order_id} from {database.name}"


try:
    seen = TestApp(app).get("/orders/7").text
except TypeError as error:
    seen = str(error)
print(f"a function that declares what it needs: {seen}")
sys.exit(0 if "missing 1 required positional argument: 'database'" in seen else 10)
