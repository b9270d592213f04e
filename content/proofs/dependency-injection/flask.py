# /// script
# requires-python = ">=3.12"
# dependencies = ["flask==3.1.3"]
# [tool.hub]
# control = "flask-injector==0.15.0"
# ///
import sys

from flask import Flask

app = Flask(__name__)
app.testing = True  # errors of views reach the caller


class Database:
    name = "the database"


@app.get("/orders/<int:order_id>")
def show_order(order_id, database: Database):
    return f"order {order_id} from {database.name}"


try:
    from flask_injector import FlaskInjector  # only the control installs it
except ImportError:
    pass
else:
    FlaskInjector(app)

try:
    seen = app.test_client().get("/orders/7").text
except TypeError as error:
    seen = str(error)
print(f"a view that declares what it needs: {seen}")
sys.exit(0 if "missing 1 required positional argument: 'database'" in seen else 10)
