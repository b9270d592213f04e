# /// script
# requires-python = ">=3.12"
# dependencies = ["flask==3.1.3"]
# [tool.hub]
# control = "flask-wtf==1.3.0"
# ///
import sys

from flask import Flask, request, session

app = Flask(__name__)
app.config.update(SECRET_KEY="for this test", MAX_CONTENT_LENGTH=1000)
try:
    from flask_wtf.csrf import CSRFProtect  # only the control installs it
except ImportError:
    pass
else:
    CSRFProtect(app)


@app.post("/pay")
def pay():
    return {"paid": request.form.get("amount"), "user": session.get("user")}


client = app.test_client()
elsewhere = {"Origin": "https://elsewhere.example"}
forged = client.post("/pay", data={"amount": "100"}, headers=elsewhere)
client.set_cookie("session", "eyJ1c2VyIjoiYWRtaW4ifQ.changed.by-hand")
changed = client.post("/pay", data={"amount": "1"})
large = client.post("/pay", data={"note": "x" * 2000})
print(
    f"a forged form: {forged.status_code}; a changed cookie gives the user "
    f"{(changed.json or {}).get('user')}; more than the limit: {large.status_code}"
)
codes = forged.status_code, changed.status_code, large.status_code
sys.exit(0 if codes == (200, 200, 413) and changed.json["user"] is None else 10)
