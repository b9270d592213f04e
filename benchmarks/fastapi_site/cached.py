"""The same application with its pages kept in memory for a minute, compressed once, and answered with 304."""

import gzip
import hashlib
import time

from fastapi import FastAPI, Request, Response

from . import app as pages
from .database import make_session

LIFETIME = 60  # seconds

app = FastAPI()
kept = {}


@app.get("/comparisons/{slug}/")
async def comparison(request: Request, slug: str):
    entry = kept.get(slug)
    if entry is None or entry["until"] < time.monotonic():
        async with make_session() as session:
            entry = kept[slug] = make_entry(await pages.comparison(request, slug, session))
    if request.headers.get("if-none-match") == entry["headers"]["etag"]:
        return Response(status_code=304, headers=entry["headers"])
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(entry["gzip"], media_type="text/html", headers=entry["headers"] | {"content-encoding": "gzip"})
    return Response(entry["plain"], media_type="text/html", headers=entry["headers"])


def make_entry(response):
    return {
        "plain": response.body,
        "gzip": gzip.compress(response.body, compresslevel=6),
        "headers": {"etag": f'"{hashlib.sha256(response.body).hexdigest()[:32]}"', "vary": "accept-encoding"},
        "until": time.monotonic() + LIFETIME,
    }
