"""Uploaded pictures as readers get them: only what we stored ourselves, and nothing in it can run."""

import re

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404

from articles.images.encoding import NARROWER_NAME, UPLOAD_NAME
from articles.public_pages import HOUR, public_page

CONTENT_TYPES = {"png": "image/png", "jpg": "image/jpeg", "webp": "image/webp", "gif": "image/gif"}


@public_page(max_age=HOUR)
def uploaded_image(request, name):
    """A stored picture. Its name never gets another content, but it may be taken down: browsers keep it for an hour."""
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
    """A stored picture, in which nothing can run."""
    headers = {
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Content-Type-Options": "nosniff",
    }
    return FileResponse(picture, content_type=content_type, headers=headers)
