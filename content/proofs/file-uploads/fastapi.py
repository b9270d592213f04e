# /// script
# requires-python = ">=3.12"
# dependencies = ["fastapi==0.165.0", "httpx2==2.16.2", "python-multipart==0.0.34"]
# [tool.hub]
# control = "self"
# ///
import sys
from typing import Annotated

from fastapi import FastAPI, Form, UploadFile
from fastapi.testclient import TestClient

app = FastAPI()


@app.post("/")
def upload(title: Annotated[str, Form()], photo: UploadFile):
    # What Python's SpooledTemporaryFile says of itself, once it is a file on disk.
    return {"title": title, "size": photo.size, "on disk": photo.file._rolled}


size = 1_000 if "--control" in sys.argv else 3_000_000  # the control: a small file
form = {"data": {"title": "Sea"}, "files": {"photo": ("sea.jpg", b"x" * size)}}
seen = TestClient(app).post("/", **form).json()
print(f"a form with a file of {size} bytes: {seen}")
sys.exit(0 if seen == {"title": "Sea", "size": 3_000_000, "on disk": True} else 10)
