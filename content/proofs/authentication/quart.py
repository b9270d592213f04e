# /// script
# requires-python = ">=3.13"
# dependencies = ["quart==0.23.1"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys

from quart import Quart, abort, request

app = Quart(__name__)


@app.get("/")
async def who():
    sent = request.authorization
    # The control: a framework that checks by itself.
    if "--control" in sys.argv and sent.password == "wrong":
        abort(401)
    return {"user": sent.username, "password": sent.password, "token": sent.token}


async def main():
    client = app.test_client()
    basic = await client.get("/", auth=("ada", "secret"))
    bearer = await client.get("/", headers={"Authorization": "Bearer abc123"})
    wrong = await client.get("/", auth=("ada", "wrong"))
    read = await basic.json, await bearer.json
    return read[0]["user"], read[0]["password"], read[1]["token"], wrong.status_code


*read, wrong = asyncio.run(main())
print(f"request.authorization reads {read}; a wrong password is answered with {wrong}")
sys.exit(0 if read == ["ada", "secret", "abc123"] and wrong == 200 else 10)
