"""Whatever two people do in two tabs each, no character that they typed is lost or comes to another place."""

from random import Random

import pytest

from tests.hub.typing_at_random import Typing

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_nothing_typed_is_lost_or_misplaced(open_page):
    Typing(open_page, Random(14)).run(rounds=20)
