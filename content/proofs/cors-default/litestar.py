# /// script
# requires-python = ">=3.12"
# dependencies = ["litestar==2.25.0"]
# [tool.hub]
# control = "self"
# ///
import sys

from litestar import Litestar, get
from litestar.config.cors import CORSConfig
from litestar.testing import TestClient

FRONT, OTHER = "https://shop.example", "https://other.example"


@get("/")
async def hello() -> str:
    return "hello"


def allowed(config):
    """For which of the two sites a page may be read."""
    names = []
    with TestClient(Litestar([hello], cors_config=config)) as client:
        for site in (FRONT, OTHER):
            told = client.get("/", headers={"Origin": site}).headers
            if told.get("access-control-allow-origin") in (site, "*"):
                names.append(site)
    return names


before = allowed(None)
# The control: CORSConfig as it is, which lets every site in.
after = allowed(
    CORSConfig() if "--control" in sys.argv else CORSConfig(allow_origins=[FRONT])
)
print(f"by default: {before or 'no site'}; with one named: {after}")
sys.exit(0 if (before, after) == ([], [FRONT]) else 10)
