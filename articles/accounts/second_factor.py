"""The second factor: six digits of an app, which change every half minute, or a recovery code, which works once.

Of a recovery code only a hash is kept, and it is too long to be found from that.
"""

import base64
import hashlib
import re
import secrets

from django.core.exceptions import ValidationError
from django.db import transaction
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from articles.models import AuditEntry

CODES = 8
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is easily taken for another
LENGTH = 28  # letters, of about five bits each
TOO_SOON = "Too many wrong codes: no code is looked at for a while. Wait a minute, then try the next one."
KINDS = (TOTPDevice, StaticDevice)
SECOND_FACTOR = AuditEntry.Kind.SECOND_FACTOR


def has_second_factor(user):
    return TOTPDevice.objects.devices_for_user(user, confirmed=True).exists()


def verify(user, code):
    """The device whose code this is, or None. Raises ValidationError after wrong ones: each doubles the wait."""
    code = re.sub(r"[\s-]", "", code).lower()
    kind, token = (TOTPDevice, code) if code.isdecimal() else (StaticDevice, hash_of_code(code))
    with transaction.atomic():
        for device in kind.objects.devices_for_user(user, confirmed=True).select_for_update():
            return device if verify_with(device, token) else None
    return None


def verify_with(device, token):
    if not device.verify_is_allowed()[0]:
        raise ValidationError(TOO_SOON)
    return device.verify_token(token)


def hash_of_code(code):
    """What is kept of a recovery code: as much of its hash as the table has room for."""
    return base64.urlsafe_b64encode(hashlib.sha256(code.encode()).digest()[:12]).decode()


def candidate(user):
    """The device that a user may turn on: the same each time, until it is."""
    devices = TOTPDevice.objects.devices_for_user(user, confirmed=False)
    return devices.first() or TOTPDevice.objects.create(user=user, confirmed=False, name="app")


@transaction.atomic
def turn_on(device, request):
    """Let this device alone count from now on, and sign out everybody who came without it. Return recovery codes."""
    user = device.user
    for kind in KINDS:
        kind.objects.filter(user=user).exclude(pk=device.pk if isinstance(device, kind) else None).delete()
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    codes = ["".join(secrets.choice(LETTERS) for _ in range(LENGTH)) for _ in range(CODES)]
    kept = StaticDevice.objects.create(user=user, name="a recovery code")
    kept.token_set.bulk_create(StaticToken(device=kept, token=hash_of_code(code)) for code in codes)
    user.end_sessions()
    AuditEntry.objects.record(SECOND_FACTOR, "Turned on.", request=request, name=user.get_username())
    return ["-".join(re.findall(".{7}", code)) for code in codes]


@transaction.atomic
def turn_off(user, request=None):
    """Take the second factor away, and sign the account out everywhere."""
    for kind in KINDS:
        kind.objects.filter(user=user).delete()
    user.end_sessions()
    AuditEntry.objects.record(SECOND_FACTOR, f"Turned off for {user}.", request=request)
