"""Chromium for the tests that need one. Whatever a page complains about on its console fails the test."""

import shutil

import pytest
from django.conf import settings

from tests.conftest import require
from tests.desk import signed_in

PATIENCE = 60_000  # milliseconds, for a machine that is busy with something else
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="module")
def chromium():
    """One browser for the tests of a file; each of their pages stands in a context of its own."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    require(path, "Chromium is not installed: apt-get install chromium")
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)

    with pytest.MonkeyPatch.context() as environment, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread, which Django takes for a sign of asynchronous code.
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def static_folder(tmp_path_factory):
    """The live server starts before the fixtures of any one test; WhiteNoise warns where there is no such folder."""
    settings.STATIC_ROOT = tmp_path_factory.mktemp("static")


# Chromium’s words where the crossing to a new page is cut short, as by another click: no fault of ours.
CROSSING = "Transition was "


def once_loaded(page):
    """``page.evaluate`` that waits for the page: between a click and the next page, there is no document to ask."""
    evaluate = page.evaluate

    def evaluate_once_loaded(*asked):
        page.wait_for_load_state()
        return evaluate(*asked)

    return evaluate_once_loaded


@pytest.fixture
def open_page(static_folder, live_server, chromium):
    """Opens a window of its own, signed in as a user or as nobody: ``open_page(user, viewport={…})``.

    Console errors and warnings, violations of the security policy among them, gather in ``open_page.complaints``, which
    has to be empty at the end of the test. ``open_page.forgive("404")`` leaves out those that name this status,
    those that come later too: the browser tells of an answer when it likes.
    """
    complaints, contexts, forgiven = [], [], []

    def open_page(user=None, **options):
        context = chromium.new_context(base_url=live_server.url, **options)
        contexts.append(context)
        if user:
            session = signed_in(user).cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.evaluate = once_loaded(page)
        page.on("console", lambda message: message.type in {"error", "warning"} and complaints.append(message.text))
        page.on("pageerror", lambda error: str(error).startswith(CROSSING) or complaints.append(str(error)))
        return page

    def unforgiven():
        return [text for text in complaints if not any(f"status of {status}" in text for status in forgiven)]

    open_page.complaints, open_page.forgive = complaints, lambda *statuses: forgiven.extend(statuses)
    yield open_page
    for context in contexts:
        context.close()
    assert unforgiven() == []


@pytest.fixture
def page(open_page):
    """A window of a reader who is not signed in."""
    return open_page()
