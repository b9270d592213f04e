"""How long somebody stays signed in: so long without a page of the desk, and so long altogether."""

import time
from contextlib import suppress

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage
from django.contrib.sessions.backends.base import UpdateError
from django_otp import DEVICE_ID_SESSION_KEY

from articles.desk.unsaved import DESK

MINUTE = 60
# Where accounts and rights are changed, and for how long after signing in.
ACCOUNTS = (f"{DESK}articles/user/", f"{DESK}auth/group/")
RECENT = 15 * MINUTE


class MessageCookie(CookieStorage):
    cookie_name = f"{settings.COOKIE_PREFIX}messages"


class Messages(FallbackStorage):
    """What the next page of the desk says: in a cookie of this host, which costs no query, or where it is long in the
    session.
    """

    storage_classes = (MessageCookie, SessionStorage)


class SessionLimits:
    """Signs out whose session is over, too old for what is asked for, or lacks a second factor. Only the desk asks."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        session, now = request.session, int(time.time())
        if request.path.startswith(DESK) and SESSION_KEY in session:
            longest = RECENT if request.path.startswith(ACCOUNTS) else settings.SESSION_COOKIE_AGE
            is_idle = now - session.get("seen", 0) > settings.SESSION_IDLE_MINUTES * MINUTE
            is_old = now - session.get("started", 0) > longest
            if is_idle or is_old or (settings.REQUIRE_MFA and DEVICE_ID_SESSION_KEY not in session):
                logout(request)
            elif now - session["seen"] >= MINUTE:
                session["seen"] = now
                with suppress(UpdateError):  # on a full disk the desk can still be read
                    session.save()
                session.modified = False
        return self.get_response(request)
