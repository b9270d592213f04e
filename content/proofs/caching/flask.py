# /// script
# requires-python = ">=3.12"
# dependencies = ["flask==3.1.3"]
# [tool.hub]
# control = "self"
# ///
import functools
import pkgutil
import sys

import flask

app = flask.Flask(__name__)
made = []


def prices():
    made.append("page")
    return f"page number {len(made)}"


# The control: kept in the memory of this process, by Python's own means.
view = functools.cache(prices) if "--control" in sys.argv else prices
app.add_url_rule("/", view_func=view, endpoint="prices")
answers = [app.test_client().get("/") for _ in range(3)]
headers = [name for name in ("etag", "cache-control") if name in answers[0].headers]
modules = [module.name for module in pkgutil.walk_packages(flask.__path__) if "cach" in module.name]
print(f"three requests, made {len(made)} times; headers {headers}; modules for it {modules}")
sys.exit(0 if len(made) == 3 and not headers + modules else 10)
