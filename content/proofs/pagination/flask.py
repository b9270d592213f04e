# /// script
# requires-python = ">=3.12"
# dependencies = ["flask==3.1.3"]
# [tool.hub]
# control = "self"
# ///
import pkgutil
import sys

import flask

app = flask.Flask(__name__)
NUMBERS = list(range(1, 96))


@app.get("/")
def numbers():
    return NUMBERS


@app.get("/paged")
def paged():
    page = flask.request.args.get("page", 1, type=int)
    return NUMBERS[10 * (page - 1) : 10 * page]


# The control: a view that cuts the list itself.
address = "/paged?page=2" if "--control" in sys.argv else "/?page=2"
seen = app.test_client().get(address).json
names = [module.name for module in pkgutil.walk_packages(flask.__path__, "flask.")]
modules = [name for name in names if "pag" in name.rpartition(".")[2]]
print(f"asked for page 2: {seen[0]} to {seen[-1]}; modules for it: {modules}")
sys.exit(0 if (len(seen), modules) == (95, []) else 10)
