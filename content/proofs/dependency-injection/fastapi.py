# /// script
# requires-python = ">=3.12"
# dependencies = ["fastapi==0.165.0", "httpx2==2.16.2"]
# [tool.hub]
# control = "self"
# ///
import sys
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
log = []
once = "--control" not in sys.argv  # the control: dependencies are made anew each time


def get_session():
    log.append("open")
    yield "session"
    log.append("close")


Session = Annotated[str, Depends(get_session, use_cache=once)]


def get_user(session: Session):
    return f"user read with the {session}"


@app.get("/orders")
def orders(session: Session, user: Annotated[str, Depends(get_user)]):
    log.append("endpoint")
    return f"{user}, orders too"


answer = TestClient(app).get("/orders").json()
print(f"{answer}; steps: {log}")
sys.exit(0 if log == ["open", "endpoint", "close"] else 10)
