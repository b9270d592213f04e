"""Nobody is signed in before the last step: password, code, and what is asked for at the first time."""

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from articles.models import AuditEntry
from tests.articles.accounts.signing_in import PASSWORD, code_of, codes_in, enrolled, is_in, sign_in
from tests.desk import make_staff, signed_in

pytestmark = pytest.mark.django_db
CODE, OWN, ENROL = "/admin/login/code/", "/admin/login/password/", "/admin/login/second-factor/"
STEPS = [CODE, OWN, ENROL]


def test_a_password_alone_opens_the_desk_of_who_has_no_second_factor():
    user = make_staff()
    client, answer = sign_in(user.username, next="/admin/account/")
    assert (answer.status_code, answer["Location"]) == (302, "/admin/account/")
    assert is_in(client)


def test_nobody_is_led_to_another_site():
    user = make_staff()
    for address in ("https://evil.example/", "//evil.example/", "javascript:alert(1)"):
        assert sign_in(user.username, next=address)[1]["Location"] == "/admin/"


def test_with_a_second_factor_the_password_opens_nothing_and_the_code_does():
    user = make_staff("Editors")
    device, _ = enrolled(user)
    client, answer = sign_in(user.username, next="/admin/account/")
    assert answer["Location"] == CODE
    assert client.get(CODE).status_code == 200
    for address in ("/admin/", "/admin/account/", "/admin/content/export/"):
        assert client.get(address).status_code == 302
    assert client.post("/admin/markdown/preview/", {"content": "x"}).status_code == 403
    answer = client.post(CODE, {"code": code_of(device)})
    assert answer["Location"] == "/admin/account/"
    assert is_in(client)


def test_a_code_is_good_for_one_sign_in():
    user = make_staff()
    device, codes = enrolled(user)
    for code in (code_of(device), codes[0]):
        first, second = sign_in(user.username)[0], sign_in(user.username)[0]
        assert first.post(CODE, {"code": code}).status_code == 302
        assert second.post(CODE, {"code": code}).status_code == 200
        assert (is_in(first), is_in(second)) == (True, False)
        StaticToken.objects.first().device.throttle_reset()
        device.refresh_from_db()
        device.throttle_reset()


def test_a_recovery_code_may_be_typed_as_it_is_written_or_without_its_hyphens():
    user = make_staff()
    _, codes = enrolled(user)
    for typed in (codes[0], codes[1].replace("-", "").upper(), f" {codes[2]} "):
        client = sign_in(user.username)[0]
        assert client.post(CODE, {"code": typed}).status_code == 302
        assert is_in(client)


def test_recovery_codes_are_not_kept_as_they_are():
    user = make_staff()
    _, codes = enrolled(user)
    kept = {token.token for token in StaticToken.objects.all()}
    assert len(kept) == len(codes) == 8
    assert not any(code.replace("-", "").startswith(token) or token in code for code in codes for token in kept)
    client = sign_in(user.username)[0]
    assert client.post(CODE, {"code": kept.pop()}).status_code == 200
    assert not is_in(client)


def test_the_code_of_somebody_else_opens_nothing():
    user, other = make_staff(), make_staff()
    enrolled(user)
    client = sign_in(user.username)[0]
    device, codes = enrolled(other)
    assert client.post(CODE, {"code": code_of(device)}).status_code == 200
    assert client.post(CODE, {"code": codes[0]}).status_code == 200
    assert not is_in(client)


@pytest.mark.parametrize("step", STEPS)
def test_no_step_can_be_taken_without_the_one_before(step):
    user = make_staff()
    device, _ = enrolled(user)
    data = {"code": code_of(device), "new_password1": "forty winks at noon", "new_password2": "forty winks at noon"}
    for client in (Client(), signed_in(make_staff())):
        assert client.get(step)["Location"] == "/admin/login/"
        assert client.post(step, data)["Location"] == "/admin/login/"
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


@pytest.mark.parametrize("step", [OWN, ENROL])
def test_who_has_a_second_factor_cannot_go_round_the_code(step):
    user = make_staff()
    enrolled(user)
    client = sign_in(user.username)[0]
    assert client.get(step)["Location"] == CODE
    data = {"new_password1": "forty winks at noon", "new_password2": "forty winks at noon", "code": "000000"}
    assert client.post(step, data)["Location"] == CODE
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert TOTPDevice.objects.filter(user=user, confirmed=True).count() == 1


def test_the_steps_have_ten_minutes_and_end_where_the_account_changes():
    user = make_staff()
    device, _ = enrolled(user)
    clients = [sign_in(user.username)[0] for _ in range(2)]
    with time_machine.travel(timezone.now() + timezone.timedelta(minutes=11)):
        assert clients[0].post(CODE, {"code": code_of(device)})["Location"] == "/admin/login/"
    user.set_password("forty winks at noon")
    user.save()
    assert clients[1].post(CODE, {"code": code_of(device)})["Location"] == "/admin/login/"
    assert not any(map(is_in, clients))


def test_a_password_that_somebody_else_knows_is_changed_before_anything_else():
    user = make_staff(must_change_password=True)
    client, answer = sign_in(user.username)
    assert answer["Location"] == OWN
    assert not is_in(client)
    same = client.post(OWN, {"new_password1": PASSWORD, "new_password2": PASSWORD})
    assert "Choose another than the one you were given." in same.content.decode()
    new = "forty winks at noon"
    assert client.post(OWN, {"new_password1": new, "new_password2": new})["Location"] == "/admin/"
    assert is_in(client)
    assert sign_in(user.username)[1].status_code == 200
    assert sign_in(user.username, new)[1]["Location"] == "/admin/"


def test_where_it_is_required_nobody_works_at_the_desk_without_a_second_factor(settings):
    user = make_staff("Editors")
    before = signed_in(user)
    settings.REQUIRE_MFA = True
    assert not is_in(before)
    client, answer = sign_in(user.username, next="/admin/account/")
    assert answer["Location"] == ENROL
    page = client.get(ENROL).content.decode()
    device = TOTPDevice.objects.get(user=user, confirmed=False)
    assert client.get(ENROL).content.decode().count("data:image/svg+xml") == page.count("data:image/svg+xml") == 1
    assert not is_in(client)
    assert client.post(ENROL, {"code": "000000"}).status_code == 200
    device.throttle_reset()
    shown = client.post(ENROL, {"code": code_of(device)})
    assert len(codes_in(shown)) == 8
    assert 'href="/admin/account/"' in shown.content.decode()
    assert is_in(client)
    again, answer = sign_in(user.username)
    assert answer["Location"] == CODE
    assert again.post(CODE, {"code": codes_in(shown)[0]}).status_code == 302
    assert is_in(again)


def test_ten_wrong_codes_lock_the_name_out_as_wrong_passwords_do():
    user = make_staff()
    _device, codes = enrolled(user)
    client = sign_in(user.username)[0]
    statuses = []
    for number in range(10):
        TOTPDevice.objects.update(throttling_failure_timestamp=None, throttling_failure_count=0)
        statuses.append(client.post(CODE, {"code": f"{number:06}"}).status_code)
    assert statuses == [200] * 9 + [429]
    assert client.post(CODE, {"code": codes[0]}).status_code == 429
    assert sign_in(user.username)[1].status_code == 429
    assert not is_in(client)
    kinds = list(AuditEntry.objects.filter(name=user.username, kind__in=["failed", "locked"]).values_list("kind"))
    assert kinds == [("locked",), *[("failed",)] * 9]


def test_passwords_and_codes_are_counted_together_and_a_right_password_begins_nothing_anew():
    user = make_staff()
    enrolled(user)
    for _ in range(5):
        assert sign_in(user.username, "wrong")[1].status_code == 200
    client = sign_in(user.username)[0]
    for number in range(5):
        TOTPDevice.objects.update(throttling_failure_timestamp=None, throttling_failure_count=0)
        answer = client.post(CODE, {"code": f"{number:06}"})
    assert answer.status_code == 429


def test_after_a_wrong_code_the_next_has_to_wait_wherever_it_comes_from():
    user = make_staff()
    device, _ = enrolled(user)
    for _ in range(2):
        answers = [sign_in(user.username)[0].post(CODE, {"code": code}) for code in ("000000", code_of(device))]
    assert "Too many wrong codes" in answers[1].content.decode()
    with time_machine.travel(timezone.now() + timezone.timedelta(minutes=2)):
        assert sign_in(user.username)[0].post(CODE, {"code": code_of(device)}).status_code == 302


@pytest.mark.parametrize("code", ["", "a", "0" * 61, "１２３４５６", "-", "12345678901234567890", "é" * 24])
def test_what_is_no_code_gets_an_answer(code):
    user = make_staff()
    enrolled(user)
    client = sign_in(user.username)[0]
    assert client.post(CODE, {"code": code}).status_code == 200
    assert not is_in(client)


def test_an_account_that_is_closed_meanwhile_does_not_get_in():
    user = make_staff()
    device, _ = enrolled(user)
    client = sign_in(user.username)[0]
    type(user).objects.update(is_active=False)
    assert client.post(CODE, {"code": code_of(device)})["Location"] == "/admin/login/"
