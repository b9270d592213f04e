"""The page kept in memory for a minute, compressed once, and answered with 304: fastapi_site/cached.py in Django."""

import gzip
import hashlib
import time

from asgiref.sync import sync_to_async
from django.http import HttpResponse
from django.urls import path

from comparisons.views import comparison_detail
from hub import urls

LIFETIME = 60  # seconds

kept = {}


async def comparison(request, slug):
    entry = kept.get(slug)
    if entry is None or entry["until"] < time.monotonic():
        entry = kept[slug] = make_entry(await sync_to_async(comparison_detail)(request, slug))
    if request.headers.get("if-none-match") == entry["headers"]["etag"]:
        return HttpResponse(status=304, headers=entry["headers"])
    if "gzip" in request.headers.get("accept-encoding", ""):
        return HttpResponse(entry["gzip"], headers=entry["headers"] | {"content-encoding": "gzip"})
    return HttpResponse(entry["plain"], headers=entry["headers"])


def make_entry(response):
    return {
        "plain": response.content,
        "gzip": gzip.compress(response.content, compresslevel=6),
        "headers": {"etag": f'"{hashlib.sha256(response.content).hexdigest()[:32]}"', "vary": "accept-encoding"},
        "until": time.monotonic() + LIFETIME,
    }


urlpatterns = [path("comparisons/<slug:slug>/", comparison, name="comparison-detail"), *urls.urlpatterns]
