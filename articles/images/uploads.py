"""Uploaded pictures as readers get them: only what we stored ourselves, and nothing in it can run."""

from django.http import FileResponse, Http404

from articles.images.encoding import open_first, whole_name
from articles.public_pages import HOUR, public_page

CONTENT_TYPES = {"png": "image/png", "jpg": "image/jpeg", "webp": "image/webp", "gif": "image/gif"}


@public_page(max_age=HOUR)
def uploaded_image(request, name):
    """A stored picture. Its name never gets another content, but it may be taken down: browsers keep it for an hour."""
    whole = whole_name(name)
    # Of a picture that moves, or was stored before there were narrower versions, there is only the whole one.
    picture = whole and open_first(name, whole)
    if not picture:
        raise Http404("There is no such picture.")
    return picture_response(picture, CONTENT_TYPES[name.rpartition(".")[2]])


def picture_response(picture, content_type):
    """A picture, in which nothing can run."""
    policy = {"Content-Security-Policy": "sandbox; default-src 'none'"}
    return FileResponse(picture, content_type=content_type, headers=policy)
