# /// script
# requires-python = ">=3.12"
# dependencies = ["starlette==1.10.0", "httpx2==2.16.2", "itsdangerous==2.2.0"]
# [tool.hub]
# control = "starlette==1.5.1"
# ///
import sys

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient


async def shop(request):
    await request.body()
    request.session["seen"] = True
    return PlainTextResponse("hello " * 200)


middleware = [
    Middleware(TrustedHostMiddleware, allowed_hosts=["testserver"]),
    Middleware(CORSMiddleware, allow_origins=["https://shop.example"]),
    Middleware(SessionMiddleware, secret_key="for this test"),
    Middleware(GZipMiddleware),
]
routes = [Route("/", shop, methods=["GET", "POST"])]
try:
    app = Starlette(routes=routes, middleware=middleware, max_body_size=1000)
except TypeError:  # new in 1.6; the control is older
    app = Starlette(routes=routes, middleware=middleware)
client = TestClient(app)
page = client.get("/", headers={"Origin": "https://shop.example"})
names = "access-control-allow-origin", "set-cookie", "content-encoding"
missing = [name for name in names if name not in page.headers]
host = client.get("/", headers={"Host": "elsewhere.example"}).status_code
large = client.post("/", content=b"x" * 5000).status_code
print(f"headers missing: {missing or 'none'}; other host: {host}; large body: {large}")
sys.exit(0 if not missing and (host, large) == (400, 413) else 10)
