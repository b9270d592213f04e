# /// script
# requires-python = ">=3.12"
# dependencies = ["bottle==0.13.4", "webtest==3.0.7"]
# [tool.hub]
# control = "self"
# ///
import sys

from bottle import Bottle, auth_basic, request
from webtest import TestApp

app = Bottle()
passwords = {"ada": "secret"}  # yours to store


def show_user():
    return f"user {request.auth[0]}"


# The control: the function without the decorator.
plain = "--control" in sys.argv
check = auth_basic(lambda user, password: passwords.get(user) == password)
app.get("/me", callback=show_user if plain else check(show_user))

client = TestApp(app)
codes = []
for pair in (None, ("ada", "wrong"), ("ada", "secret")):
    client.authorization = pair and ("Basic", pair)
    codes.append(client.get("/me", expect_errors=True).status_int)
print(f"nobody, a wrong password, the right one: {codes}; the check is your function")
sys.exit(0 if codes == [401, 401, 200] else 10)
