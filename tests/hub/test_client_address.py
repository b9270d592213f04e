"""Wrong passwords and corrections are counted for whoever sends them, whatever he writes into a header."""

from ipaddress import ip_network

import pytest
from axes.models import AccessAttempt
from django.test import RequestFactory

from articles.accounts.throttle import NAMES
from articles.client_address import client_address
from tests.factories import make_user

LIMIT = 10


@pytest.mark.parametrize(
    ("proxies", "header", "address"),
    [
        (0, "203.0.113.9", "127.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "1.1.1.1, 203.0.113.9", "203.0.113.9"),
        (2, "1.1.1.1, 203.0.113.9, 10.0.0.1", "203.0.113.9"),
        (2, "203.0.113.9", "127.0.0.1"),
        (1, "nonsense", "127.0.0.1"),
        (1, "203.0.113.9, ", "127.0.0.1"),
        (1, "", "127.0.0.1"),
    ],
)
def test_only_what_our_proxies_wrote_is_believed(settings, proxies, header, address):
    settings.PROXY_COUNT = proxies
    request = RequestFactory().get("/", headers={"X-Forwarded-For": header} if header else {})
    assert client_address(request) == address


@pytest.mark.parametrize("peer", ["192.0.2.1", "2001:db8::1", "::ffff:192.0.2.1"])
def test_nothing_is_believed_of_who_is_no_proxy_of_ours(settings, peer):
    settings.PROXY_COUNT = 1
    first, second = (
        client_address(RequestFactory().get("/", headers={"X-Forwarded-For": forged}, REMOTE_ADDR=peer))
        for forged in ("203.0.113.9", "127.0.0.1")
    )
    assert first == second != "203.0.113.9"


def test_a_proxy_is_known_by_its_network(settings):
    settings.PROXY_COUNT, settings.TRUSTED_PROXIES = 1, [ip_network("10.0.0.0/8")]
    for peer, address in {"10.9.8.7": "203.0.113.9", "127.0.0.1": "127.0.0.1"}.items():
        request = RequestFactory().get("/", headers={"X-Forwarded-For": "203.0.113.9"}, REMOTE_ADDR=peer)
        assert client_address(request) == address


@pytest.mark.parametrize(
    ("peer", "address"),
    [
        ("2001:db8:0:1::5", "2001:db8:0:1::"),
        ("2001:db8:0:1:ffff:ffff:ffff:ffff", "2001:db8:0:1::"),
        ("2001:db8:0:2::5", "2001:db8:0:2::"),
        ("fe80::1%eth0", "fe80::"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("192.0.2.7", "192.0.2.7"),
        ("testclient", None),
        ("", None),
        (None, None),
    ],
)
def test_an_address_of_the_sixth_version_counts_with_all_of_its_network(peer, address):
    request = RequestFactory().get("/")
    request.META["REMOTE_ADDR"] = peer
    assert client_address(request) == address


@pytest.fixture
def log_in(client, settings):
    settings.PROXY_COUNT = 1

    def send(name, password, address):
        form = {"username": name, "password": password}
        return client.post("/admin/login/", form, headers={"X-Forwarded-For": f"1.1.1.1, {address}"}).status_code

    return send


@pytest.mark.django_db
def test_behind_a_proxy_one_client_does_not_shut_the_name_out_for_another(log_in):
    make_user(username="editor", password="correct horse battery", is_staff=True)
    assert [log_in("editor", "wrong", "203.0.113.9") for _ in range(LIMIT)] == [200] * (LIMIT - 1) + [429]
    assert log_in("editor", "correct horse battery", "203.0.113.9") == 429
    assert log_in("editor", "correct horse battery", "203.0.113.10") == 302


@pytest.mark.django_db
def test_another_address_of_the_same_network_is_the_same_client(log_in):
    statuses = [log_in("editor", "wrong", f"2001:db8::{number}") for number in range(LIMIT)]
    assert statuses == [200] * (LIMIT - 1) + [429]


@pytest.mark.django_db
def test_many_names_from_one_address_are_shut_out_too_and_another_address_is_not(log_in):
    make_user(username="editor", password="correct horse battery", is_staff=True)
    AccessAttempt.objects.bulk_create(
        AccessAttempt(username=f"name-{number}", ip_address="203.0.113.9", failures_since_start=1)
        for number in range(LIMIT * NAMES - 1)
    )
    assert log_in("another", "wrong", "203.0.113.9") == 429
    assert log_in("editor", "correct horse battery", "203.0.113.9") == 429
    assert log_in("editor", "correct horse battery", "203.0.113.10") == 302


@pytest.mark.django_db
def test_a_name_that_no_account_can_have_is_refused_before_its_password_is_checked(log_in, monkeypatch):
    monkeypatch.setattr("django.contrib.auth.forms.authenticate", None)
    for name in ("x" * 151, "x" * 100_000, "é" * 300):
        assert log_in(name, "wrong", "203.0.113.9") == 200
    assert not AccessAttempt.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "header", ["garbage", "1.2.3.4:80", "fe80::1%eth0", "::1%", "\x7f", "0", "1.1.1.1," * 500, ","]
)
def test_nonsense_in_the_header_is_no_error(log_in, header):
    assert log_in("editor", "wrong", header) == 200
