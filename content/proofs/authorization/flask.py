# /// script
# requires-python = ">=3.12"
# dependencies = ["flask==3.1.3"]
# [tool.hub]
# control = "self"
# ///
import functools
import sys

from flask import Flask, abort, g, session

app = Flask(__name__)
app.secret_key = "for this test"


@app.before_request
def load_logged_in_user():
    g.user = session.get("user")


def login_required(view):
    """The decorator of the tutorial: it knows a user from nobody, and no more."""

    @functools.wraps(view)
    def wrapped_view(**kwargs):
        if g.user is None:
            abort(401)
        if "--control" in sys.argv and g.user != "admin":  # a stand-in for permissions
            abort(403)
        return view(**kwargs)

    return wrapped_view


@app.get("/payroll")
@login_required
def payroll():
    return "everybody's pay"


client = app.test_client()
nobody = client.get("/payroll").status_code
with client.session_transaction() as stored:
    stored["user"] = "a guest"
guest = client.get("/payroll").status_code
print(f"nobody is answered with {nobody}, any user at all with {guest}")
sys.exit(0 if (nobody, guest) == (401, 200) else 10)
