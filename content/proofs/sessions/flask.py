# /// script
# requires-python = ">=3.12"
# dependencies = ["flask==3.1.3"]
# [tool.hub]
# control = "self"
# ///
import base64
import sys

from flask import Flask, session

app = Flask(__name__)
if "--control" not in sys.argv:  # the control: without a key there are no sessions
    app.secret_key = "for this test"


@app.get("/")
def cart():
    try:
        session["sku"] = session.get("sku", "") + "pen "
    except RuntimeError:
        return "no session"
    return session["sku"]


client = app.test_client()
client.get("/")
kept = client.get("/").text
cookie = client.get_cookie("session")
cookie = cookie.value if cookie else ""
readable = "pen" in base64.urlsafe_b64decode(cookie.split(".")[0] + "===").decode()
client.set_cookie("session", "x" + cookie)
forged = client.get("/").text
print(f"kept: {kept!r}; readable in the cookie: {readable}; forged: {forged!r}")
sys.exit(0 if (kept, readable, forged) == ("pen pen ", True, "pen ") else 10)
