"""Uploaded pictures as readers get them: only what we stored ourselves, and nothing in it can run."""

import re

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404

from articles.images import NARROWER_NAME, UPLOAD_NAME
from articles.public_pages import public_page

CONTENT_TYPES = {"png": "image/png", "jpg": "image/jpeg", "webp": "image/webp", "gif": "image/gif"}


@public_page()
def uploaded_image(request, name):
    """A stored picture. Its name never gets another content, so browsers may keep it for good."""
    narrower = re.fullmatch(NARROWER_NAME, name)
    if not narrower and not re.fullmatch(UPLOAD_NAME, name):
        raise Http404("No picture has such a name.")
    # Of a picture that moves, or was stored before there were narrower versions, there is only the whole one.
    whole = narrower["stem"] + narrower["extension"] if narrower else name
    picture = open_first(name, whole)
    return picture_response(picture, CONTENT_TYPES[name.rpartition(".")[2]])


def open_first(*names):
    """The first of these files that is stored. Raises Http404 where none is."""
    for name in names:
        try:
            return default_storage.open(name)
        except FileNotFoundError:
            continue
    raise Http404("There is no such picture.")


def picture_response(picture, content_type):
    """A stored picture for good: for names that stand for one content."""
    headers = {
        "Cache-Control": "public, max-age=31536000, immutable",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Content-Type-Options": "nosniff",
    }
    return FileResponse(picture, content_type=content_type, headers=headers)
