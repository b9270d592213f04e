"""Forms of the desk that are too large, or have too many fields, to be taken: their texts come back.

Django's limits guard the site, not the text. What it stopped at is read once more; the number of fields that it takes
is kept here, and nothing is made of a body but what comes back: a list of all its fields can take a hundred times the
memory of the body.
"""

import re
from heapq import nlargest
from itertools import islice
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpResponse, QueryDict

from articles.desk.unsaved import DESK, is_own, show_unsaved

MOST = 16 * 1024 * 1024  # bytes that are read to come back
# Of a form before signing in. Making a page of many fields takes longer than reading them, and what comes in parts
# brings files, which no form brings that somebody can have typed much into.
FIELDS_OF_STRANGERS = 5_000  # a comparison of 200 rows sends thousands
PARTS_OF_STRANGERS = 256 * 1024  # bytes
IN_MEMORY = 1024 * 1024  # bytes of a copy; the rest of it waits on the disk
LOOKED_AT = 100_000  # fields, of which the longest are given back; no page of ours has as many
NAME = re.compile(rb'\bname="([^"]*)"')
TOO_MUCH = "This is more than can be sent before signing in. Go back, sign in in another window, and send it again."
TOO_LARGE = "This is more than can be sent at once. Nothing is saved; copy your texts from below, then shorten."


class OversizedFormMiddleware:
    """Gives the texts of a form of the desk back that is too large, or has too many fields, to be taken.

    It reads a form twice, so it does that for who works at the desk, and for nobody before signing in: of strangers
    only so much is taken as somebody can have typed who was signed out meanwhile.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method == "POST" and request.path.startswith(DESK) and is_at_desk(request.user):
            keep_copy(request)
            try:
                request.POST  # noqa: B018 - reading it is what raises
            except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent):
                return too_large(request)
        elif request.method == "POST" and is_too_much_of_a_stranger(request):
            return HttpResponse(TOO_MUCH, status=413, content_type="text/plain; charset=utf-8")
        return self.get_response(request)


def is_too_much_of_a_stranger(request):
    if request.content_type == "multipart/form-data":
        return int(request.META.get("CONTENT_LENGTH") or 0) > PARTS_OF_STRANGERS
    try:
        return request.body.count(b"&") >= FIELDS_OF_STRANGERS
    except RequestDataTooBig:
        return True


def is_at_desk(user):
    return user.is_active and user.is_staff


def too_large(request):
    if not is_own(request) or int(request.META.get("CONTENT_LENGTH") or 0) > MOST:
        return HttpResponse(TOO_LARGE, status=413, content_type="text/plain; charset=utf-8")
    sent = read_body_again(request)
    request.POST = QueryDict()
    return show_unsaved(request, TOO_LARGE, sent, status=413, again=False)


# --- what was posted, read again ---


def is_multipart(request):
    return request.content_type == "multipart/form-data"


def keep_copy(request):
    """Before a form is read: what comes in parts is read bit by bit, and from a socket cannot be asked for again."""
    if is_multipart(request) and not request._stream.seekable():
        copy = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - it lives as long as the request
        copyfileobj(request._stream, copy)
        copy.seek(0)
        request._stream = copy


def read_body_again(request):
    """The texts of a form that was refused, the longest if there are too many; files are left out."""
    return read_parts(request) if is_multipart(request) else read_pairs(request)


def read_pairs(request):
    body = getattr(request, "_body", None)
    if body is None:
        if request._stream.seekable():
            request._stream.seek(0)
        body = request.read()
    return QueryDict(b"&".join(longest(pieces(body, b"&"))))


def read_parts(request):
    boundary = b"\r\n--" + request.content_params.get("boundary", "").encode("latin-1", "replace")
    request._stream.seek(0)
    parts = (part.partition(b"\r\n\r\n")[::2] for part in pieces(b"\r\n" + request._stream.read(), boundary))
    sent = QueryDict(mutable=True)
    for head, value in longest((part for part in parts if b"filename=" not in part[0]), size=lambda part: len(part[1])):
        if name := NAME.search(head):
            sent.appendlist(name[1].decode("utf-8", "replace"), value.decode("utf-8", "replace"))
    return sent


def pieces(body, separator):
    """What ``split`` returns, a piece at a time."""
    start = 0
    while (end := body.find(separator, start)) >= 0:
        yield body[start:end]
        start = end + len(separator)
    yield body[start:]


def longest(fields, size=len):
    """As many fields as Django takes, in the order in which they came."""
    numbered = enumerate(islice(fields, LOOKED_AT))
    chosen = nlargest(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS, numbered, key=lambda pair: size(pair[1]))
    return [field for _, field in sorted(chosen)]
