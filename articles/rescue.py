"""What was typed comes back, where a form cannot be taken: somebody is signed out, or has sent too much.

Nothing is stored for that: the answer holds what was sent, in a form that can be sent again.
"""

from urllib.parse import parse_qsl, urlsplit

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpResponseForbidden, QueryDict
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.views.csrf import csrf_failure as plain_csrf_failure

DESK = "/admin/"
FEW = 2
LONG = 60  # characters from which a text is shown, and not only sent again
MOST = 64 * 1024 * 1024  # bytes that are read to be given back
PASSWORDS = {"password", "password1", "password2", "old_password", "new_password1", "new_password2"}
SECRETS = {"csrfmiddlewaretoken", *PASSWORDS}
SIGNED_OUT = "You were signed out before this was sent. Nothing is saved, and all of it is below."
STALE = "You signed in again after this form was opened. Nothing is saved yet, and all of it is below."
TOO_LARGE = "This is more than can be sent at once. Nothing is saved; copy your texts from below, then shorten."


def give_back(request, sentence, sent, *, status, again=True):
    """A page with what was sent; ``again``: in a form that sends it to the same address once more."""
    pairs = [(name, value) for name in sent if name not in SECRETS for value in sent.getlist(name)]
    context = {
        "title": "Not saved yet",
        "sentence": sentence,
        "again": again and is_own(request),
        "texts": [(name, value) for name, value in pairs if len(value) >= LONG or "\n" in value],
        "rest": [(name, value) for name, value in pairs if len(value) < LONG and "\n" not in value],
    }
    response = render(request, "admin/given_back.html", context, status=status)
    add_never_cache_headers(response)
    return response


def is_own(request):
    """Whether a page of ours sent it: another site's form must not be made ready to be sent in our name."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin", "")
    return site == "same-origin" if site else urlsplit(origin).netloc == request.get_host()


def is_worth_it(sent):
    """Whether somebody typed this: a button alone sends less."""
    return len({*sent} - SECRETS) > FEW


def signed_out(request):
    return give_back(request, SIGNED_OUT, request.POST, status=403)


def csrf_failure(request, reason=""):
    """Django's view for forged requests. Signing in again makes every form forged that was opened before it."""
    if not request.path.startswith(DESK) or not is_own(request) or PASSWORDS & set(request.POST):
        return plain_csrf_failure(request, reason)
    return give_back(request, STALE, request.POST, status=403)


class TooLargeMiddleware:
    """Gives the texts of a form of the desk back that is too large, or has too many fields, to be taken."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method == "POST" and request.path.startswith(DESK) and request.COOKIES:
            try:
                request.POST  # noqa: B018 - reading it is what raises
            except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent):
                return too_large(request)
        return self.get_response(request)


def too_large(request):
    if not is_own(request) or int(request.META.get("CONTENT_LENGTH") or 0) > MOST:
        return HttpResponseForbidden(TOO_LARGE, content_type="text/plain; charset=utf-8")
    sent = QueryDict(mutable=True)
    for name, value in parse_qsl(read_body(request), keep_blank_values=True):
        sent.appendlist(name, value)
    request.POST = QueryDict()
    return give_back(request, TOO_LARGE, sent, status=413, again=False)


def read_body(request):
    """What was sent, as text: a form without files."""
    body = getattr(request, "_body", None)
    return (request.read() if body is None else body).decode("utf-8", "replace")
