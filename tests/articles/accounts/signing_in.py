"""Somebody who signs in, step by step, with an app that makes codes."""

import re
import time

from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from articles.accounts import second_factor

PASSWORD = "correct horse battery"


def sign_in(name, password=PASSWORD, client=None, **options):
    """A client that has sent the password, and the answer."""
    client = client or Client()
    return client, client.post("/admin/login/", {"username": name, "password": password, **options})


def code_of(device, later=0):
    """What the app of this device shows, or will show so many half minutes later."""
    maker = TOTP(device.bin_key)
    maker.time = time.time() + 30 * later
    return f"{maker.token():06}"


def enrolled(user):
    """The device of a user who has turned the second factor on, with recovery codes."""
    device = second_factor.candidate(user)
    codes = second_factor.turn_on(device, None)
    user.refresh_from_db()
    return TOTPDevice.objects.get(pk=device.pk), codes


def is_in(client):
    return client.get("/admin/").status_code == 200


def codes_in(response):
    return re.findall(r"<li><code>([a-z0-9-]+)</code>", response.content.decode())
