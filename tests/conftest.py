"""Fixtures every test may use, and the order of the tests.

A missing service skips its tests by name; REQUIRE_SERVICES=1 makes that a failure.
"""

import os

import hypothesis
import pytest

# A machine that is busy with something else is no fault of the code under test.
hypothesis.settings.register_profile("hub", deadline=None)
hypothesis.settings.load_profile("hub")

pytest_plugins = ["tests.browser", "tests.databases", "tests.prepared", "tests.reader"]

WHOLE_SITE = "tests/hub/test_"  # browsers, processes, journeys


def pytest_collection_modifyitems(items):
    """What takes long comes first: in parallel, a long file that begins last keeps everybody waiting."""
    items.sort(key=lambda item: not item.nodeid.startswith(WHOLE_SITE))


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "uploads"
    settings.STATIC_ROOT = tmp_path  # WhiteNoise warns where there is no such folder


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def require(available, reason):
    """Skip, or under REQUIRE_SERVICES=1 fail, where something that a test needs is not there."""
    if available:
        return
    if os.environ.get("REQUIRE_SERVICES") == "1":
        pytest.fail(reason)
    pytest.skip(reason)
