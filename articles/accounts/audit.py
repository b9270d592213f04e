"""What is written into the audit log by itself: signing in and out, and what did not work of it."""

import time

from axes.conf import settings as axes
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from articles.models import Article, AuditEntry

Kind = AuditEntry.Kind


@receiver(user_logged_in)
def signed_in(request, user, **kwargs):
    request.session["started"] = request.session["seen"] = int(time.time())
    device = getattr(user, "otp_device", None)
    about = f"By password and {device.name}." if device else "By password."
    AuditEntry.objects.record(Kind.SIGNED_IN, about, request=request, name=user.get_username())


@receiver(user_logged_out)
def signed_out(request, user, **kwargs):
    if user:
        AuditEntry.objects.record(Kind.SIGNED_OUT, request=request, name=user.get_username())


@receiver(user_login_failed)
def failed(credentials, request=None, **kwargs):
    """The throttle has counted it already. Of what comes while nobody may try, there would be no end."""
    failures = getattr(request, "axes_failures_since_start", 0)
    if request and failures <= axes.AXES_FAILURE_LIMIT:
        kind = Kind.LOCKED if failures == axes.AXES_FAILURE_LIMIT else Kind.FAILED
        about = credentials.get("what", "Wrong name or password.")
        AuditEntry.objects.record(kind, about, request=request, name=credentials.get("username") or "")


def record_takedown(request, thing, how):
    """Say who took a page from readers, or a draft that they had not seen yet from everybody."""
    if isinstance(thing, Article):
        AuditEntry.objects.record(Kind.TAKEDOWN, f"{how}: {thing.get_absolute_url()} ({thing})", request=request)
