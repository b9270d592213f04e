# /// script
# requires-python = ">=3.12"
# dependencies = ["flask==3.1.3"]
# [tool.hub]
# control = "flask-sqlalchemy==3.1.1"
# ///
import re
import sqlite3
import sys
from importlib.metadata import distributions

from flask import Flask, g

app = Flask(__name__)


def get_db():
    if "db" not in g:
        g.db = sqlite3.connect(":memory:")
        g.db.row_factory = sqlite3.Row
    return g.db


@app.teardown_appcontext
def close_db(exception):
    g.pop("db").close()


with app.app_context():
    row = get_db().execute("SELECT 1 AS id, 'pen' AS title").fetchone()

installed = [d for d in distributions() if d.name != "pip"]
files = [str(file) for d in installed for file in d.files or []]
mappers = [file for file in files if re.search(r"/(orm|models)/__init__\.py$", file)]
print(
    f"a driver of your choice gives a {type(row).__name__}; mappers among the "
    f"{len(installed)} packages that Flask brings: {mappers or 'none'}"
)
sys.exit(10 if mappers else 0)
