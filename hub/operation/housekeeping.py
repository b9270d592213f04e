"""What is done once a day: facts are held against the world, and what nobody needs any more goes."""

import datetime
import os
from functools import partial

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone

from articles.history import trash
from articles.models import AuditEntry
from comparisons.models import Correction, Fact, Feature, Technology
from comparisons.proofs.sandbox import NoSandbox, check_sandbox
from hub.models import StoredPage, UploadedZip

DAY = datetime.timedelta(days=1)
REMEMBERED = 90 * DAY  # sign-ins, and those that failed


def forget(model, field, age):
    """Delete the rows whose moment in this field is that long ago. Return how many there were."""
    return model.objects.filter(**{f"{field}__lt": timezone.now() - age}).delete()[0]


def settle_drafts():
    """Take the mark off drafts that a scheduled comparison has published. Return how many those are."""
    return sum(model.objects.settle() for model in (Technology, Feature, Fact))


# What goes: its name, and a function that returns how much went.
CLEANING = (
    ("deleted for thirty days", trash.empty),
    ("ended sessions", partial(forget, Session, "expire_date", 0 * DAY)),
    ("wrong passwords that shut nobody out any more", partial(forget, AccessAttempt, "attempt_time", DAY)),
    ("marks of drafts that are public by now", settle_drafts),
    ("old sign-ins", partial(forget, AccessLog, "attempt_time", REMEMBERED)),
    ("old sign-ins that failed", partial(forget, AccessFailureLog, "attempt_time", REMEMBERED)),
    ("old audit entries", partial(forget, AuditEntry, "at", 400 * DAY)),
    ("addresses of readers whose corrections are decided", Correction.objects.forget_addresses),
    ("kept pages that nobody reads", StoredPage.objects.forget_old),
    ("uploads that were not imported", partial(forget, UploadedZip, "uploaded_at", DAY)),
)
# Commands, the longest last: what they say is told.
COMMANDS = (("remove_pictures", {}), ("export_data", {}), ("fetch_releases", {}), ("check_links", {}))
PROOFS = (("fetch_releases", {"packages": True}), ("run_proofs", {"due": True}))


def steps(out, err):
    """Each step of a day: a name, and a function that does it and may return a sentence about it."""
    yield from ((name, lambda clean=clean: f"{clean()} removed") for name, clean in CLEANING)
    commands = COMMANDS
    if settings.RUN_PROOFS:
        try:
            check_sandbox()
            commands = [*COMMANDS, *PROOFS]
        except NoSandbox as error:
            err.write(f"RUN_PROOFS=1 is left alone here: {error}")
    for command, options in commands:
        yield command, partial(call_command, command, stdout=out, stderr=err, **options)


def write_whole(path, data):
    """Write a file beside its place, and put it there when it is complete: on a full disk, nobody finds half of one."""
    new = path.with_name(f".{path.name}.partial")
    try:
        new.write_bytes(data)
        os.replace(new, path)
    finally:
        new.unlink(missing_ok=True)
