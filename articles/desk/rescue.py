"""What was typed comes back, where a form cannot be taken: somebody is signed out, may not do it, or has sent too much.

Nothing is stored for that: the answer holds what was sent, in a form that can be sent again.
"""

from urllib.parse import urlsplit

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.views.csrf import csrf_failure as plain_csrf_failure

from articles.desk.raw_forms import keep_copy, read_again
from articles.desk.sent_fields import read_typed

DESK = "/admin/"
FEW = 2
MOST = 16 * 1024 * 1024  # bytes that are read to be given back
# Of a form before signing in. Making a page of many fields takes longer than reading them, and what comes in parts
# brings files, which no form brings that somebody can have typed much into.
FIELDS_OF_STRANGERS = 5_000  # a comparison of 200 rows sends thousands
PARTS_OF_STRANGERS = 256 * 1024  # bytes
PASSWORDS = {"password", "password1", "password2", "old_password", "new_password1", "new_password2"}
SECRETS = {"csrfmiddlewaretoken", *PASSWORDS}
SIGNED_OUT = "You were signed out before this was sent. Nothing is saved, and all of it is below."
NO_DESK = "Your account may not work at this desk any more. Nothing is saved, and all of it is below."
NO_RIGHT = (
    "Your account may not do this, or not any more: your rights or the state of the page have changed. "
    "Nothing is saved, and all of it is below."
)
STALE = "You signed in again after this form was opened. Nothing is saved yet, and all of it is below."
TOO_MUCH = "This is more than can be sent before signing in. Go back, sign in in another window, and send it again."
TOO_LARGE = "This is more than can be sent at once. Nothing is saved; copy your texts from below, then shorten."


def give_back(request, sentence, sent, *, status, again=True, sign_in=True):
    """A page with what was sent; ``again``: in a form that sends it to the same address once more.

    ``sign_in`` says whether signing in is what has to happen before.
    """
    shown = sent.copy()
    for name in SECRETS:
        shown.pop(name, None)
    typed = read_typed(request.path_info, shown)
    names = {item.name for item in typed}
    context = {
        "title": "Not saved yet",
        "sentence": sentence,
        "again": again and is_own(request),
        "sign_in": sign_in,
        "typed": typed,
        "rest": [(name, value) for name in shown if name not in names for value in shown.getlist(name)],
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
    return give_back(request, NO_DESK if request.user.is_authenticated else SIGNED_OUT, request.POST, status=403)


def not_allowed(request):
    """For somebody who is signed in: signing in again would change nothing, being given the right would."""
    return give_back(request, NO_RIGHT, request.POST, status=403, sign_in=False)


def csrf_failure(request, reason=""):
    """Django's view for forged requests. Signing in again makes every form forged that was opened before it."""
    if not request.path.startswith(DESK) or not is_own(request) or PASSWORDS & set(request.POST):
        return plain_csrf_failure(request, reason)
    return give_back(request, STALE, request.POST, status=403)


class TooLargeMiddleware:
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
    sent = read_again(request)
    request.POST = QueryDict()
    return give_back(request, TOO_LARGE, sent, status=413, again=False)
