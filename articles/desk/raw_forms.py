"""What a form sent, read once more where Django stopped: its limits guard the site, not the text.

The number of fields that Django takes is kept here, and nothing is made of a body but what is given back: a list of all
its fields can take a hundred times the memory of the body.
"""

import re
from heapq import nlargest
from itertools import islice
from tempfile import SpooledTemporaryFile

from django.conf import settings
from django.http import QueryDict

IN_MEMORY = 1024 * 1024  # bytes of a copy; the rest of it waits on the disk
LOOKED_AT = 100_000  # fields, of which the longest are given back; no page of ours has as many
NAME = re.compile(rb'\bname="([^"]*)"')


class CopyingStream:
    """The body of a request that keeps a copy of what was read of it. Nothing can be read twice otherwise."""

    def __init__(self, stream):
        self.stream = stream
        self.copy = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - it lives as long as the request

    def read(self, *args, **kwargs):
        data = self.stream.read(*args, **kwargs)
        self.copy.write(data)
        return data

    def readline(self, *args, **kwargs):
        data = self.stream.readline(*args, **kwargs)
        self.copy.write(data)
        return data

    def seekable(self):
        return False

    def close(self):
        self.stream.close()
        self.copy.close()

    def whole(self):
        self.read()
        self.copy.seek(0)
        return self.copy.read()


def is_multipart(request):
    return request.content_type == "multipart/form-data"


def keep_copy(request):
    """Before a form is read: what comes in parts is read bit by bit, and cannot be asked for again."""
    if is_multipart(request):
        request._stream = CopyingStream(request._stream)


def read_again(request):
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
    parts = (part.partition(b"\r\n\r\n")[::2] for part in pieces(b"\r\n" + request._stream.whole(), boundary))
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
