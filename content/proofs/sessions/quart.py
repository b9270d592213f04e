# /// script
# requires-python = ">=3.13"
# dependencies = ["quart==0.23.1"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import base64
import sys

from quart import Quart, session

app = Quart(__name__)
if "--control" not in sys.argv:  # the control: without a key there are no sessions
    app.secret_key = "for this test"


@app.get("/")
async def cart():
    try:
        session["sku"] = session.get("sku", "") + "pen "
    except RuntimeError:
        return "no session"
    return session["sku"]


async def main():
    client = app.test_client()
    await client.get("/")
    kept = await (await client.get("/")).get_data(as_text=True)
    cookie = next((cookie.value for cookie in client.cookie_jar), "")
    plain = base64.urlsafe_b64decode(cookie.split(".")[0] + "===").decode()
    client.set_cookie("localhost", "session", "x" + cookie)
    forged = await (await client.get("/")).get_data(as_text=True)
    return kept, "pen" in plain, forged


seen = asyncio.run(main())
print(f"kept: {seen[0]!r}; readable in the cookie: {seen[1]}; forged: {seen[2]!r}")
sys.exit(0 if seen == ("pen pen ", True, "pen ") else 10)
