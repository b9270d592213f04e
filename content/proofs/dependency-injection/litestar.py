# /// script
# requires-python = ">=3.12"
# dependencies = ["litestar==2.25.0"]
# [tool.hub]
# control = "self"
# ///
import sys
from collections.abc import AsyncGenerator

from litestar import Litestar, get
from litestar.di import NamedDependency, Provide
from litestar.testing import TestClient

log = []


async def open_session() -> AsyncGenerator[str, None]:
    log.append("open")
    yield "session"
    log.append("close")


async def load_user(session: NamedDependency[str]) -> str:
    return f"user read with the {session}"


@get("/orders")
async def orders(session: NamedDependency[str], user: NamedDependency[str]) -> str:
    log.append("handler")
    return f"{user}, orders too"


provided = {"session": Provide(open_session), "user": Provide(load_user)}
if "--control" in sys.argv:
    del provided["session"]  # the control: nothing provides what both need
try:
    with TestClient(Litestar([orders], dependencies=provided)) as client:
        answer = client.get("/orders").text
except Exception as error:
    answer = type(error).__name__
print(f"{answer[:60]}; steps: {log}")
sys.exit(0 if log == ["open", "handler", "close"] else 10)
