"""The least that an ASGI application can do: one answer from memory, whatever is asked.

Files named by the environment hold it.
"""

import json
import os
from pathlib import Path

BODY = Path(os.environ["BARE_BODY"]).read_bytes()
HEADERS = [(name.encode(), value.encode()) for name, value in json.loads(Path(os.environ["BARE_HEADERS"]).read_text())]
START = {"type": "http.response.start", "status": 200, "headers": HEADERS}
WHOLE = {"type": "http.response.body", "body": BODY}


async def application(scope, receive, send):
    if scope["type"] == "http":
        await send(START)
        await send(WHOLE)
    else:
        await receive()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await send({"type": "lifespan.shutdown.complete"})
