"""Templates are indented for those who write them; pages are not."""

import re

import pytest

from tests.factories import make_comparison

pytestmark = pytest.mark.django_db


def test_no_indentation_of_a_template_gets_into_a_page(client):
    for address in ("/", make_comparison().get_absolute_url(), "/choose/"):
        assert not re.search(r"\n[ \t]+<", client.get(address).content.decode()), address
