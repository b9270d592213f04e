# /// script
# requires-python = ">=3.12"
# dependencies = ["flask==3.1.3"]
# [tool.hub]
# control = "self"
# ///
import sys

from flask import Flask, abort, request

app = Flask(__name__)


@app.get("/")
def who():
    sent = request.authorization
    # The control: a framework that checks by itself.
    if "--control" in sys.argv and sent.password == "wrong":
        abort(401)
    return {"user": sent.username, "password": sent.password, "token": sent.token}


client = app.test_client()
basic = client.get("/", auth=("ada", "secret")).json
bearer = client.get("/", headers={"Authorization": "Bearer abc123"}).json
wrong = client.get("/", auth=("ada", "wrong")).status_code
read = basic["user"], basic["password"], bearer["token"]
print(f"request.authorization reads {read}; a wrong password is answered with {wrong}")
sys.exit(0 if read == ("ada", "secret", "abc123") and wrong == 200 else 10)
