"""What a form sent, read once more where Django stopped: its limits guard the site, not the text."""

import re
from tempfile import SpooledTemporaryFile
from urllib.parse import parse_qsl

from django.http import QueryDict

IN_MEMORY = 1024 * 1024  # bytes of a copy; the rest of it waits on the disk
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
    """The texts of a form that was refused; files are left out."""
    pairs = read_parts(request) if is_multipart(request) else read_pairs(request)
    sent = QueryDict(mutable=True)
    for name, value in pairs:
        sent.appendlist(name, value)
    return sent


def read_pairs(request):
    body = getattr(request, "_body", None)
    if body is None:
        if request._stream.seekable():
            request._stream.seek(0)
        body = request.read()
    return parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)


def read_parts(request):
    boundary = b"\r\n--" + request.content_params.get("boundary", "").encode("latin-1", "replace")
    for part in (b"\r\n" + request._stream.whole()).split(boundary):
        head, _, value = part.partition(b"\r\n\r\n")
        name = NAME.search(head)
        if name and b"filename=" not in head:
            yield name[1].decode("utf-8", "replace"), value.decode("utf-8", "replace")
