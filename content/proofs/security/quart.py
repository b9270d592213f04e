# /// script
# requires-python = ">=3.13"
# dependencies = ["quart==0.23.1"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys

from quart import Quart, abort, request, session

app = Quart(__name__)
app.config.update(SECRET_KEY="for this test", MAX_CONTENT_LENGTH=1000)

if "--control" in sys.argv:  # a stand-in for a check of forged requests

    @app.before_request
    async def check_origin():
        if "Origin" in request.headers:
            abort(403)


@app.post("/pay")
async def pay():
    form = await request.form
    return {"paid": form.get("amount"), "user": session.get("user")}


async def main():
    client = app.test_client()
    elsewhere = {"Origin": "https://elsewhere.example"}
    forged = await client.post("/pay", form={"amount": "100"}, headers=elsewhere)
    cookie = "eyJ1c2VyIjoiYWRtaW4ifQ.changed.by-hand"
    client.set_cookie("localhost", "session", cookie)
    changed = await client.post("/pay", form={"amount": "1"})
    large = await client.post("/pay", form={"note": "x" * 2000})
    user = (await changed.json)["user"]
    return forged.status_code, changed.status_code, user, large.status_code


forged, changed, user, large = asyncio.run(main())
print(
    f"a forged form: {forged}; a changed cookie gives the user {user}; more than the "
    f"limit: {large}"
)
sys.exit(0 if (forged, changed, user, large) == (200, 200, None, 413) else 10)
