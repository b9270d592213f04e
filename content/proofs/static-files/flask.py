# /// script
# requires-python = ">=3.12"
# dependencies = ["flask==3.1.3"]
# [tool.hub]
# control = "self"
# ///
import sys
from pathlib import Path

from flask import Flask, url_for

Path("static").mkdir()
Path("static", "style.css").write_text("h1 { color: navy }")
app = Flask(__name__, root_path=Path.cwd())

if "--control" in sys.argv:  # a stand-in for a step that gives files hashed names

    @app.url_defaults
    def add_hash(endpoint, values):
        values["v"] = "0a1b2c3d"


with app.test_request_context():
    address = url_for("static", filename="style.css")
response = app.test_client().get(address)
print(f"{address} is answered with {response.status_code} {response.mimetype}, no hash")
sys.exit(0 if (address, response.status_code) == ("/static/style.css", 200) else 10)
