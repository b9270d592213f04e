# /// script
# requires-python = ">=3.12"
# dependencies = ["sanic==25.12.1", "sanic-testing==24.6.0"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys

from sanic import Sanic, text
from sanic.exceptions import Forbidden

app = Sanic("shop")


@app.post("/pay")
async def pay(request):
    response = text(f"paid {request.form.get('amount')}")
    response.add_cookie("session", "abc")
    return response


if "--control" in sys.argv:  # a stand-in for a check of forged requests

    @app.on_request
    async def check_origin(request):
        if "origin" in request.headers:
            raise Forbidden("from elsewhere")


async def main():
    elsewhere = {"Origin": "https://elsewhere.example"}
    form = {"amount": "100"}
    return (await app.asgi_client.post("/pay", data=form, headers=elsewhere))[1]


answer = asyncio.run(main())
cookie = answer.headers.get("set-cookie", "")
secure = "Secure" in cookie and "SameSite=Lax" in cookie
policy = answer.headers.get("content-security-policy")
print(
    f"a forged form: {answer.status}; a cookie is Secure and SameSite=Lax by default: "
    f"{secure}; policy for content: {policy}"
)
sys.exit(0 if (answer.status, secure, policy) == (200, True, None) else 10)
