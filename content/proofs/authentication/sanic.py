# /// script
# requires-python = ">=3.12"
# dependencies = ["sanic==25.12.1", "sanic-testing==24.6.0"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import base64
import sys

from sanic import Sanic, json
from sanic.exceptions import Unauthorized

app = Sanic("shop")


@app.get("/me")
async def who(request):
    sent = request.credentials
    # The control: a framework that checks by itself.
    basic_auth = sent.auth_type == "Basic"
    if "--control" in sys.argv and basic_auth and sent.password == "wrong":
        raise Unauthorized("no")
    if basic_auth:
        return json([sent.username, sent.password])
    return json([sent.token])


def basic(password):
    return "Basic " + base64.b64encode(f"ada:{password}".encode()).decode()


async def main():
    answers = []
    for value in (basic("secret"), "Bearer abc123", basic("wrong")):
        headers = {"Authorization": value}
        answers.append((await app.asgi_client.get("/me", headers=headers))[1])
    return answers[0].json, answers[1].json, answers[2].status


seen = asyncio.run(main())
print(
    f"request.credentials reads {seen[0]} and {seen[1]}; a wrong password is answered "
    f"with {seen[2]}"
)
sys.exit(0 if seen == (["ada", "secret"], ["abc123"], 200) else 10)
