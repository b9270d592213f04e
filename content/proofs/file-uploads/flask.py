# /// script
# requires-python = ">=3.12"
# dependencies = ["flask==3.1.3"]
# [tool.hub]
# control = "self"
# ///
import io
import sys

from flask import Flask, request

app = Flask(__name__)


@app.post("/")
def upload():
    photo = request.files["photo"]
    # What Python's SpooledTemporaryFile says of itself, once it is a file on disk.
    on_disk = photo.stream._rolled
    return {"title": request.form["title"], "size": len(photo.read()), "on disk": on_disk}


size = 1_000 if "--control" in sys.argv else 3_000_000  # the control: a small file
form = {"title": "Sea", "photo": (io.BytesIO(b"x" * size), "sea.jpg")}
seen = app.test_client().post("/", data=form).json
print(f"a form with a file of {size} bytes: {seen}")
sys.exit(0 if seen == {"title": "Sea", "size": 3_000_000, "on disk": True} else 10)
