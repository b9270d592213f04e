# /// script
# requires-python = ">=3.12"
# dependencies = ["fastapi==0.165.0"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys

from fastapi import FastAPI, Request

app = FastAPI()
received, sent = [], []


@app.post("/")
async def first_part(request: Request):
    if "--control" in sys.argv:  # the control asks for all of the body
        await request.body()
        return len(received)
    async for _ in request.stream():
        return len(received)


async def receive():
    received.append("part")
    return {"type": "http.request", "body": b"part", "more_body": len(received) < 3}


async def send(message):
    sent.append(message.get("body"))


scope = {"type": "http", "method": "POST", "path": "/", "headers": [], "query_string": b""}
asyncio.run(app(scope, receive, send))
print(f"parts received when the endpoint had read one of three: {sent[1].decode()}")
sys.exit(0 if sent[1] == b"1" else 10)
