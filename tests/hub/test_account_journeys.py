"""Signing in as people do it, in a browser: a password of one's own, a second factor, a code, a forgotten password."""

import re
import threading

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core import mail

from articles.models import User
from tests.articles.accounts.signing_in import PASSWORD, code_of
from tests.desk import make_staff
from tests.hub.test_accessibility import violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NEW = "forty winks at noon"
# Colours and headings of the stock admin are not ours to mend.
STOCK = {"region", "heading-order", "landmark-unique"}


@pytest.fixture
def look(settings):
    """Looks at a page as it is on a phone: it fits, and axe finds nothing in it."""

    def look(window):
        assert window.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), (
            window.url
        )
        assert [found for found in violations(window, Axe()) if found[0] not in STOCK] == [], window.url

    return look


def press(window, **fields):
    """Fill fields by their labels, and send the form they stand in."""
    for label, text in fields.items():
        window.get_by_label(label.replace("_", " "), exact=True).first.fill(text)
    with window.expect_navigation():
        window.keyboard.press("Enter")


def sign_in(window, user, password=PASSWORD):
    window.goto("/admin/")
    press(window, **{"Username:": user.username, "Password:": password})


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_first_sign_in_makes_a_password_and_a_second_factor_and_the_next_asks_for_it(
    open_page, look, settings, theme
):
    settings.REQUIRE_MFA = True
    user = make_staff("Editors", must_change_password=True)
    window = open_page(viewport={"width": 390, "height": 800}, color_scheme=theme)
    window.goto("/admin/")
    look(window)
    sign_in(window, user)
    look(window)
    press(window, **{"New password:": NEW, "New password confirmation:": NEW})
    assert window.locator("h1").last.inner_text() == "Set up a second factor"
    picture = window.get_by_role("img", name="QR code")
    assert picture.evaluate("image => image.complete && image.naturalWidth") > 200
    look(window)
    device = user.totpdevice_set.get()
    shown = window.locator(".enrol-secret").inner_text().replace(" ", "")
    assert shown in device.config_url
    press(window, **{"Code:": code_of(device)})
    codes = window.locator(".recovery-codes code").all_inner_texts()
    assert len(codes) == 8
    look(window)
    window.get_by_role("link", name="I have kept them: go on").click()
    assert window.url.endswith("/admin/")
    window.get_by_role("link", name="Your account").click()
    look(window)

    other = open_page(viewport={"width": 390, "height": 800}, color_scheme=theme)
    sign_in(other, user, NEW)
    look(other)
    press(other, **{"Code:": "000000"})
    assert "That code is not right." in other.inner_text("body")
    user.staticdevice_set.get().throttle_reset()
    press(other, **{"Code:": codes[0]})
    assert other.url.endswith("/admin/")


def test_a_forgotten_password_is_replaced_by_a_link(open_page, look, settings):
    settings.HAS_MAIL = True
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
    mail.outbox = []
    user = make_staff(email="anna@example.org")
    window = open_page(viewport={"width": 390, "height": 800})
    window.goto("/admin/")
    window.get_by_role("link", name="Forgotten your password?").click()
    look(window)
    press(window, **{"Email address:": user.email})
    look(window)
    for thread in threading.enumerate():
        if thread.name == "letter":
            thread.join()
    window.goto(re.search(r"/admin/login/reset/\S+", mail.outbox[0].body)[0])
    assert "set-password" in window.url
    look(window)
    press(window, **{"New password:": NEW, "Confirm password:": NEW})
    look(window)
    assert User.objects.get().check_password(NEW)


def test_the_audit_log_is_read_by_a_superuser_on_a_phone_too(open_page):
    boss = make_staff(is_superuser=True)
    for _ in range(3):
        make_staff()
    window = open_page(boss, viewport={"width": 390, "height": 800})
    window.goto("/admin/articles/auditentry/")
    assert window.locator("#result_list tbody tr").count() >= 4
    assert window.locator("input[name=_save], .object-tools .addlink, select[name=action]").count() == 0
    assert window.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
