"""A thousand things that two people do in two tabs each, at random: nothing typed is lost or misplaced."""

from random import Random

import pytest

from tests.hub.typing_at_random import Typing

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_thousand_rounds_of_typing_lose_nothing(open_page):
    Typing(open_page, Random(1000)).run(rounds=1000)
