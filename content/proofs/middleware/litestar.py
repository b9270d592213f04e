# /// script
# requires-python = ">=3.12"
# dependencies = ["litestar==2.25.0"]
# [tool.hub]
# control = "self"
# ///
import sys

from litestar import Litestar, get
from litestar.config.compression import CompressionConfig
from litestar.config.cors import CORSConfig
from litestar.middleware import ASGIMiddleware
from litestar.middleware.rate_limit import RateLimitConfig
from litestar.testing import TestClient


class NumberRequest(ASGIMiddleware):
    async def handle(self, scope, receive, send, next_app):
        async def numbered(message):
            if message["type"] == "http.response.start":
                message["headers"].append((b"x-request", b"no. 1"))
            await send(message)

        await next_app(scope, receive, numbered)


@get("/")
async def hello() -> str:
    return "hello " * 200


limit = RateLimitConfig(rate_limit=("minute", 1)).middleware
app = Litestar(
    [hello],
    # The control: the limit of requests is left out.
    middleware=[NumberRequest(), *([] if "--control" in sys.argv else [limit])],
    cors_config=CORSConfig(allow_origins=["https://shop.example"]),
    compression_config=CompressionConfig(backend="gzip"),
)
with TestClient(app) as client:
    first = client.get("/", headers={"Origin": "https://shop.example"})
    second = client.get("/").status_code
names = "x-request", "access-control-allow-origin", "content-encoding"
missing = [name for name in names if name not in first.headers]
print(f"headers missing: {missing or 'none'}; the second of one a minute: {second}")
sys.exit(0 if not missing and second == 429 else 10)
