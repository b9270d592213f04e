"""How long somebody stays signed in, and what ends it at once."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command
from django.db import OperationalError, connection
from django.utils import timezone

from articles.accounts import second_factor
from articles.models import AuditEntry
from tests.articles.accounts.signing_in import PASSWORD, code_of, codes_in, enrolled, is_in, sign_in
from tests.desk import make_staff, signed_in

pytestmark = pytest.mark.django_db
ACCOUNT = "/admin/account/"
ROOT = Path(__file__).parent.parent.parent.parent


def test_who_does_nothing_for_two_hours_is_signed_out():
    client = sign_in(make_staff().username)[0]
    now = timezone.now()
    with time_machine.travel(now, tick=False) as clock:
        for minutes in (119, 119, 119):
            clock.shift(timedelta(minutes=minutes))
            assert is_in(client)
        clock.shift(timedelta(minutes=121))
        assert not is_in(client)
        clock.shift(timedelta(minutes=-60))
        assert not is_in(client)


def test_after_twelve_hours_everybody_signs_in_again():
    client = sign_in(make_staff().username)[0]
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(11):
            clock.shift(timedelta(hours=1))
            assert is_in(client)
        clock.shift(timedelta(minutes=61))
        assert not is_in(client)


def test_on_a_full_disk_the_desk_can_still_be_read():
    client = sign_in(make_staff().username)[0]

    def refuse(execute, sql, *rest):
        if sql.startswith(("INSERT", "UPDATE")):
            raise OperationalError("database or disk is full")
        return execute(sql, *rest)

    with (
        time_machine.travel(timezone.now() + timedelta(minutes=5), tick=False),
        connection.execute_wrapper(refuse),
    ):
        assert is_in(client)


def test_a_session_of_an_earlier_version_ends(client):
    client.force_login(make_staff(), backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    del session["started"], session["seen"]
    session.save()
    assert not is_in(client)


def test_public_pages_neither_lengthen_a_session_nor_ask_for_it(django_assert_num_queries):
    client = sign_in(make_staff().username)[0]
    with django_assert_num_queries(0):
        assert client.get("/healthz").status_code == 200
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(3):
            clock.shift(timedelta(minutes=50))
            assert client.get("/").cookies == {}
        assert not is_in(client)


def post(client, button, password=PASSWORD, **data):
    return client.post(ACCOUNT, {"password": password, button: "", **data})


def test_signing_out_everywhere_ends_every_session_and_asks_for_the_password():
    user = make_staff()
    clients = [signed_in(user), signed_in(user)]
    assert "That is not your password." in post(clients[0], "sign_out", "wrong").content.decode()
    assert all(map(is_in, clients))
    assert post(clients[0], "sign_out").status_code == 302
    assert not any(map(is_in, clients))


def test_the_second_factor_is_turned_on_with_the_password_and_a_code_and_others_are_signed_out():
    user = make_staff()
    client, other = signed_in(user), signed_in(user)
    client.get(ACCOUNT)
    device = second_factor.candidate(user)
    post(client, "turn_on", "wrong", code=code_of(device))
    post(client, "turn_on", code="000000")
    assert not second_factor.has_second_factor(user)
    device.throttle_reset()
    shown = post(client, "turn_on", code=code_of(device))
    assert len(codes_in(shown)) == 8
    assert (is_in(client), is_in(other)) == (True, False)
    assert "You have 8 recovery codes left" in client.get(ACCOUNT).content.decode()


def test_it_is_set_up_anew_and_then_the_old_device_and_codes_open_nothing():
    user = make_staff()
    old, codes = enrolled(user)
    client = signed_in(user)
    client.get(ACCOUNT)
    new = second_factor.candidate(user)
    without = post(client, "turn_on", code=code_of(new))
    assert "This field is required." in without.content.decode()
    assert codes_in(without) == []
    assert len(codes_in(post(client, "turn_on", code=code_of(new), present_code=codes[1]))) == 8
    for code in (code_of(old), codes[0]):
        stranger = sign_in(user.username)[0]
        stranger.post("/admin/login/code/", {"code": code})
        assert not is_in(stranger)


def test_it_is_turned_off_only_where_it_is_not_required(settings):
    user = make_staff()
    device, codes = enrolled(user)
    client = sign_in(user.username)[0]
    client.post("/admin/login/code/", {"code": code_of(device)})
    settings.REQUIRE_MFA = True
    assert is_in(client)
    post(client, "turn_off", present_code=codes[0])
    assert second_factor.has_second_factor(user)
    settings.REQUIRE_MFA = False
    post(client, "turn_off", present_code=codes[0])
    assert second_factor.has_second_factor(user)
    second_factor.StaticDevice.objects.get(user=user).throttle_reset()
    post(client, "turn_off", present_code=codes[1])
    assert not second_factor.has_second_factor(user)
    assert is_in(client)
    settings.REQUIRE_MFA = True
    assert not is_in(client)


def test_wrong_passwords_are_counted_there_too():
    user = make_staff()
    client = signed_in(user)
    statuses = [post(client, "sign_out", f"wrong {number}").status_code for number in range(10)]
    assert statuses == [200] * 9 + [429]
    assert sign_in(user.username)[1].status_code == 429


def test_an_account_sees_from_where_it_was_signed_in_lately():
    user = make_staff()
    with time_machine.travel(timezone.now() - timedelta(hours=13)):
        sign_in(user.username)
    for _ in range(2):
        client = sign_in(user.username)[0]
    sign_in(make_staff().username)
    assert client.get(ACCOUNT).content.decode().count("UTC from 127.0.0.1") == 2


def test_accounts_and_rights_are_opened_within_a_quarter_of_an_hour_after_signing_in():
    boss = make_staff(is_superuser=True)
    client = signed_in(boss)
    now = timezone.now()
    for address in ("/admin/articles/user/", f"/admin/articles/user/{boss.pk}/change/", "/admin/auth/group/"):
        assert client.get(address).status_code == 200
    with time_machine.travel(now + timedelta(minutes=16)):
        assert is_in(client)
        answer = client.post(
            f"/admin/articles/user/{boss.pk}/change/", {"username": "x", "email": "y", "first_name": "z"}
        )
        assert "You were signed out before this was sent." in answer.content.decode()
        assert not is_in(client)
    boss.refresh_from_db()
    assert boss.email == ""


@pytest.mark.parametrize("buttons", [[], ["turn_off", "sign_out"], ["show"], ["post"]])
def test_a_form_without_one_button_does_nothing(buttons):
    client = signed_in(make_staff())
    answer = client.post(ACCOUNT, {"password": PASSWORD, **dict.fromkeys(buttons, "")})
    assert answer.status_code == 200
    assert is_in(client)


def test_a_superuser_signs_somebody_out_and_takes_a_lost_second_factor_away():
    user = make_staff()
    enrolled(user)
    boss, client = signed_in(make_staff(is_superuser=True)), signed_in(user)
    boss.post("/admin/articles/user/", {"action": "sign_out", "_selected_action": [user.pk]})
    assert not is_in(client)
    assert second_factor.has_second_factor(user)
    boss.post("/admin/articles/user/", {"action": "remove_second_factor", "_selected_action": [user.pk]})
    assert not second_factor.has_second_factor(user)
    assert AuditEntry.objects.filter(kind="second-factor", about=f"Turned off for {user}.").exists()
    editor = signed_in(make_staff("Editors"))
    assert (
        editor.post("/admin/articles/user/", {"action": "sign_out", "_selected_action": [user.pk]}).status_code == 403
    )


def test_the_last_superuser_gets_back_in_from_the_command_line():
    user = make_staff(username="boss", is_superuser=True)
    enrolled(user)
    client = signed_in(user)
    (command,) = re.findall(r'shell -c "(.*turn_off.*)"', (ROOT / "docs/operations.md").read_text())
    call_command("shell", command=command.replace("NAME", "boss"), verbosity=0)
    assert not second_factor.has_second_factor(user)
    assert not is_in(client)
    entry = AuditEntry.objects.filter(kind="second-factor").first()
    assert (entry.name, entry.about) == ("(command line)", "Turned off for boss.")
