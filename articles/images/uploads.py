"""Uploaded pictures as readers get them: only what we stored ourselves, and nothing in it can run."""

import re

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404

from articles.images.encoding import UPLOAD_NAME
from articles.public_pages import HOUR, public_page

CONTENT_TYPES = {"png": "image/png", "jpg": "image/jpeg", "webp": "image/webp", "gif": "image/gif"}


@public_page(max_age=HOUR)
def uploaded_image(request, name):
    """A stored picture. Its name never gets another content, but it may be taken down: browsers keep it for an hour."""
    if not re.fullmatch(UPLOAD_NAME, name) or not default_storage.exists(name):
        raise Http404("There is no such picture.")
    return picture_response(default_storage.open(name), CONTENT_TYPES[name.rpartition(".")[2]])


def picture_response(picture, content_type):
    """A picture, in which nothing can run."""
    policy = {"Content-Security-Policy": "sandbox; default-src 'none'"}
    return FileResponse(picture, content_type=content_type, headers=policy)
