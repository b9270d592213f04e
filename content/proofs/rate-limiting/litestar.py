# /// script
# requires-python = ">=3.12"
# dependencies = ["litestar==2.25.0"]
# [tool.hub]
# control = "self"
# ///
import sys
from collections import Counter

from litestar import Litestar, get
from litestar.middleware.rate_limit import RateLimitConfig
from litestar.testing import TestClient


@get("/")
async def home() -> str:
    return "ok"


limit = RateLimitConfig(rate_limit=("hour", 100)).middleware
# The control: without the middleware.
app = Litestar([home], middleware=[] if "--control" in sys.argv else [limit])
with TestClient(app) as client:
    seen = Counter(client.get("/").status_code for _ in range(500))
print(f"500 requests from one address are answered with {dict(seen)}")
sys.exit(0 if seen == {200: 100, 429: 400} else 10)
