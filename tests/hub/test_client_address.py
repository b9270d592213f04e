"""Wrong passwords are counted for whoever sends them, whatever he writes into a header."""

import pytest
from django.test import RequestFactory

from hub.client_address import client_address
from tests.factories import make_user


@pytest.mark.parametrize(
    ("proxies", "header", "address"),
    [
        (0, "203.0.113.9", "127.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "1.1.1.1, 203.0.113.9", "203.0.113.9"),
        (2, "1.1.1.1, 203.0.113.9, 10.0.0.1", "203.0.113.9"),
        (2, "203.0.113.9", "127.0.0.1"),
        (1, "2001:db8::1", "2001:db8::1"),
        (1, "nonsense", "127.0.0.1"),
        (1, "", "127.0.0.1"),
    ],
)
def test_only_what_our_proxies_wrote_is_believed(settings, proxies, header, address):
    settings.PROXY_COUNT = proxies
    request = RequestFactory().get("/", headers={"X-Forwarded-For": header} if header else {})
    assert client_address(request) == address


@pytest.mark.django_db
def test_behind_a_proxy_one_client_does_not_shut_the_name_out_for_another(client, settings):
    settings.PROXY_COUNT = 1
    make_user(username="editor", password="correct horse battery")

    def log_in(address, password):
        form = {"username": "editor", "password": password}
        return client.post("/admin/login/", form, headers={"X-Forwarded-For": address})

    for _ in range(11):
        refused = log_in("203.0.113.9", "wrong")
    assert refused.status_code == 429
    assert log_in("203.0.113.10", "correct horse battery").status_code == 302
