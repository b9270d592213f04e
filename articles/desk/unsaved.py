"""What was typed comes back where a form cannot be taken: somebody is signed out, or may not do it.

Nothing is stored for that: the answer holds all that was posted in a form that can be posted again, and shows what
somebody wrote of it; what was chosen goes along.
"""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.text import capfirst
from django.views.csrf import csrf_failure as plain_csrf_failure

DESK = "/admin/"
PASSWORDS = {"password", "password1", "password2", "old_password", "new_password1", "new_password2"}
SECRETS = {"csrfmiddlewaretoken", *PASSWORDS}
SIGNED_OUT = "You were signed out before this was sent. Nothing is saved, and all of it is below."
NO_DESK = "Your account may not work at this desk any more. Nothing is saved, and all of it is below."
NO_RIGHT = (
    "Your account may not do this, or not any more: your rights or the state of the page have changed. "
    "Nothing is saved, and all of it is below."
)
STALE = "You signed in again after this form was opened. Nothing is saved yet, and all of it is below."
FEW = 2  # fields, of which a button alone sends no more
LONG = 60  # characters from which a text has a box of several lines
# What a form was opened with, and what its buttons and scripts say: sent again, and nothing that anybody wrote.
MACHINES = re.compile(
    r"_.*|version|basis|post|action|index|select_across|next|(initial|resolve)-.*"
    r"|.+-(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS|.+-__prefix__-.+|.+-\d+-id"
)
# Of a form before signing in. Making a page of many fields takes longer than reading them, and what comes in parts
# brings files, which no form brings that somebody can have typed much into.
FIELDS_OF_STRANGERS = 5_000  # a comparison of 200 rows sends thousands
PARTS_OF_STRANGERS = 256 * 1024  # bytes
TOO_MUCH = "This is more than can be sent before signing in. Go back, sign in in another window, and send it again."


def show_unsaved(request, sentence, sent, *, status, sign_in=True):
    """A page with what was sent, in a form that sends it again; ``sign_in``: once its sender has signed in."""
    shown = sent.copy()
    for name in SECRETS:
        shown.pop(name, None)
    typed = typed_fields(shown)
    names = {item.name for item in typed}
    context = {
        "title": "Not saved yet",
        "sentence": sentence,
        "again": is_own(request),
        "sign_in": sign_in,
        "typed": typed,
        "rest": [(name, value) for name in shown if name not in names for value in shown.getlist(name)],
    }
    response = render(request, "admin/unsaved.html", context, status=status)
    add_never_cache_headers(response)
    return response


def is_own(request):
    """Whether a page of ours sent it: another site's form must not be made ready to be sent in our name."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin", "")
    return site == "same-origin" if site else urlsplit(origin).netloc == request.get_host()


def has_texts(sent):
    """Whether somebody typed this: a button alone sends less."""
    return len({*sent} - SECRETS) > FEW


def csrf_failure(request, reason=""):
    """Django's view for forged requests. Signing in again makes every form forged that was opened before it."""
    if not request.path.startswith(DESK) or not is_own(request) or PASSWORDS & set(request.POST):
        return plain_csrf_failure(request, reason)
    return show_unsaved(request, STALE, request.POST, status=403)


class StrangersForms:
    """Takes of who is not at the desk only as much as somebody can have typed who was signed out meanwhile."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method == "POST" and not is_at_desk(request.user) and is_too_much_of_a_stranger(request):
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


# --- which of it somebody wrote ---


@dataclass(frozen=True)
class TypedField:
    name: str
    values: list

    @property
    def label(self):
        """Its name in words: “faqs 1 question”."""
        counted = re.sub(r"-(\d{1,9})-", lambda row: f" {int(row[1]) + 1} ", self.name)
        return capfirst(re.sub(r"[-_]", " ", counted))

    @property
    def is_long(self):
        return any(len(value) >= LONG or "\n" in value for value in self.values)


def typed_fields(sent):
    """The fields of a form in which somebody wrote. A number alone is mostly the key of what was chosen."""
    fields = [TypedField(name, list(filter(None, sent.getlist(name)))) for name in sent if not MACHINES.fullmatch(name)]
    return [field for field in fields if not all(value == "on" or value.isdecimal() for value in field.values)]
