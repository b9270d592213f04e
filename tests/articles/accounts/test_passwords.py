"""What a password may be: long, of whatever signs, and neither common nor made of the words of this site."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from tests.factories import User


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = "https://hub.example-company.org"


@pytest.mark.parametrize(
    "password",
    [
        "forty winks at noon",
        "a" * 12 + "b",
        "739105826640",
        "ЩУКА-ПОЙМАЛА-РАКА",
        "🦓🦓🦓 and twelve more",
        " spaces count too ",
        "x7" * 40,
        "a learning hub is what I write for",
    ],
)
def test_any_signs_will_do_if_there_are_enough(password):
    validate_password(password, User(username="anna"))


@pytest.mark.parametrize(
    "password",
    [
        "short-words",
        "qwertyuiop123",  # a common one
        "learninghub2026",
        "Learning Hub 1!",
        "hub.example-company",
        "admin-editor-hub",
        "PasswordHub123",
        "annasmith1990",
    ],
)
def test_what_is_guessed_first_is_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password, User(username="annasmith", first_name="Anna"))
