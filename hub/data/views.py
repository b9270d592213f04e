"""The download as a page and as files, and what programs find described. Each gets and answers."""

import json
from contextlib import suppress

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import condition, require_safe

from articles.public_pages import HOUR, as_public, public_page
from comparisons.models import Comparison, Feature, Technology
from hub import metadata
from hub.data.files import FILES, PACKAGE
from hub.data.texts import facts_schema

CONTENT_TYPES = {
    "sqlite": "application/vnd.sqlite3",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8; header=present",
    "md": "text/markdown; charset=utf-8",
}
HEADERS = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Content-Type-Options": "nosniff",
}


def package():
    """What the present download says of itself; None before the first."""
    try:
        return json.loads((settings.DOWNLOAD_ROOT / PACKAGE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None


@require_safe
def download(request):
    """No page of the content alone, so the page cache does not keep it: the files are made at their own time."""
    made = package()
    sizes = sizes_of_files() if made else {}
    context = {"metadata": metadata.of_download(made), "package": made, "sizes": sizes}
    return as_public(request, render(request, "hub/data.html", context), 0)


def sizes_of_files():
    """The size of each file that is there: earlier code made fewer, and a new download may be taking its place."""
    sizes = {}
    for name in FILES:
        with suppress(FileNotFoundError):
            sizes[name] = (settings.DOWNLOAD_ROOT / name).stat().st_size
    return sizes


def file_at(name):
    """The path of a file of the download. Raises Http404 where there is none."""
    path = settings.DOWNLOAD_ROOT / name
    if name not in FILES or not path.exists():
        raise Http404("There is no such file; the download is made once a day.")
    return path


def etag_of(request, name):
    found = file_at(name).stat()
    return f'"{found.st_mtime_ns:x}-{found.st_size:x}"'


@require_safe
@condition(etag_func=etag_of)
def download_file(request, name):
    path = file_at(name)
    content_type = CONTENT_TYPES.get(name.rpartition(".")[2], "text/plain")
    response = FileResponse(path.open("rb"), content_type=content_type, headers=HEADERS)
    return as_public(request, response, HOUR)


@public_page(max_age=HOUR)
def schema_of_facts(request):
    """What each part of facts.json means, as JSON Schema."""
    return HttpResponse(json.dumps(facts_schema(), indent=1), content_type="application/schema+json")


@public_page(max_age=HOUR)
def openapi(request):
    """Every JSON address, described. The examples are of what the site holds, and work."""
    context = {
        "comparison": Comparison.objects.published().order_by("slug").first(),
        "feature": Feature.objects.askable().order_by("slug").first(),
        "technologies": Technology.objects.published().order_by("slug")[:2],
    }
    return render(request, "hub/openapi.json", context, content_type="application/json")
