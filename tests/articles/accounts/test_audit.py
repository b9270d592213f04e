"""The audit log: what happened around accounts, who did it, and that nobody changes it."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from articles.models import Article, AuditEntry
from tests.articles.accounts.signing_in import code_of, enrolled, sign_in
from tests.desk import change, form_at, make_staff, signed_in
from tests.factories import make_article

pytestmark = pytest.mark.django_db
LOG = "/admin/articles/auditentry/"


@pytest.fixture
def boss():
    return make_staff(username="boss", is_superuser=True)


def entries(*kinds):
    """Kind, name and words of each entry of these kinds, the oldest first."""
    found = AuditEntry.objects.filter(kind__in=kinds).order_by("pk")
    return [(entry.kind, entry.name, entry.about) for entry in found]


def test_signing_in_and_out_and_what_failed_of_it_is_logged_with_the_address():
    user = make_staff(username="anna")
    device, _ = enrolled(user)
    sign_in("anna", "wrong")
    sign_in("nobody\n{evil}" + "x" * 100, "wrong")
    client = sign_in("anna")[0]
    client.post("/admin/login/code/", {"code": "000000"})
    device.refresh_from_db()
    device.throttle_reset()
    client.post("/admin/login/code/", {"code": code_of(device)})
    client.post("/admin/logout/")
    assert entries("signed-in", "failed", "signed-out") == [
        ("failed", "anna", "Wrong name or password."),
        ("failed", "nobody {evil}" + "x" * 100, "Wrong name or password."),
        ("failed", "anna", "Wrong code."),
        ("signed-in", "anna", "By password and app."),
        ("signed-out", "anna", ""),
    ]
    assert {entry.address for entry in AuditEntry.objects.filter(kind="failed")} == {"127.0.0.1"}


def test_no_password_and_no_code_stands_in_it():
    user = make_staff(username="anna", password="a secret of mine")
    _, codes = enrolled(user)
    client = sign_in("anna", "another secret")[0]
    client = sign_in("anna", "a secret of mine")[0]
    client.post("/admin/login/code/", {"code": codes[0]})
    text = " ".join(f"{entry.name} {entry.about}" for entry in AuditEntry.objects.all())
    assert "secret" not in text
    assert codes[0][:6] not in text


def test_what_comes_while_nobody_may_try_does_not_fill_it():
    make_staff(username="anna")
    for _ in range(30):
        sign_in("anna", "wrong")
    assert [kind for kind, *_ in entries("failed", "locked")] == ["failed"] * 9 + ["locked"]


def test_a_change_of_rights_is_logged_with_what_they_are_now(boss):
    client, user = signed_in(boss), make_staff(username="anna")
    address = change(user)
    editors = Group.objects.get(name="Editors")
    data = form_at(client, address, groups=[editors.pk], user_permissions=[], is_superuser="on")
    assert client.post(address, data).status_code == 302
    group = change(editors)
    permission = Permission.objects.get(codename="view_author")
    assert client.post(group, {"name": "Editors", "permissions": [permission.pk]}).status_code == 302
    assert client.post(address.replace("change", "delete"), {"post": "yes"}).status_code == 302
    words = [about for kind, name, about in entries("rights") if name == "boss"]
    assert words[0] == "anna changed; is_superuser: True; groups: Editors"
    assert words[1].startswith("Editors changed; permissions: ")
    assert words[2] == "anna deleted"


def test_an_account_and_a_password_that_a_superuser_gives_is_logged_and_changed_at_the_first_sign_in(boss):
    client = signed_in(boss)
    given = {"password1": "forty winks at noon", "password2": "forty winks at noon", "usable_password": "true"}
    client.post("/admin/articles/user/add/", {"username": "anna", **given})
    anna = type(boss).objects.get(username="anna")
    assert anna.must_change_password
    type(boss).objects.filter(pk=anna.pk).update(must_change_password=False, is_staff=True)
    address = f"/admin/articles/user/{anna.pk}/password/"
    assert client.post(address, {**given, "set-password": ""}).status_code == 302
    assert sign_in("anna", given["password1"])[1]["Location"] == "/admin/login/password/"
    words = [about for _, name, about in entries("rights") if name == "boss"]
    assert words[0].startswith("anna added; username: anna")
    assert words[-1] == "anna changed; password"
    assert "winks" not in " ".join(words)


@pytest.mark.parametrize("way", ["unset-password", "_save"])
@pytest.mark.parametrize("given", [{"usable_password": "false"}, {"usable_password": ""}, {}, {"password1": " " * 12}])
def test_nobody_loses_a_password_or_is_added_without_one_at_the_desk(boss, given, way):
    client, others = signed_in(boss), make_staff(username="anna")
    for user in (boss, others):
        password, address = user.password, f"/admin/articles/user/{user.pk}/password/"
        page = client.get(address).content.decode()
        assert 'name="usable_password"' not in page
        assert "unset-password" not in page
        sent = client.post(address, {"password1": "", "password2": "", way: "", **given})
        assert "This field is required" in sent.content.decode()
        user.refresh_from_db()
        assert user.password == password
    assert 'name="usable_password"' not in client.get("/admin/articles/user/add/").content.decode()
    client.post("/admin/articles/user/add/", {"username": "bert", "password1": "", "password2": "", way: "", **given})
    assert not type(boss).objects.filter(username="bert").exists()


def test_a_superuser_made_on_the_command_line_is_logged(monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "Nine-clever-horses")
    call_command("createsuperuser", username="root", email="root@example.org", interactive=False, verbosity=0)
    assert entries("rights") == [("rights", "(command line)", "root added; is_superuser: True")]


def test_takedowns_are_logged_in_whatever_way_they_come_about():
    editor = signed_in(make_staff("Editors", username="erika"))
    pages = [make_article(slug=f"page-{number}", title=f"Page {number}") for number in range(5)]
    editor.post(change(pages[0]), form_at(editor, change(pages[0]), status="withdrawn"))
    editor.post(change(pages[1]), form_at(editor, change(pages[1]), _withdraw=""))
    listing = "/admin/articles/article/"
    editor.post(listing, {"action": "withdraw", "_selected_action": [pages[2].pk]})
    editor.post(change(pages[3]).replace("change", "delete"), {"post": "yes"})
    editor.post(listing, {"action": "delete_selected", "_selected_action": [pages[4].pk], "post": "yes"})
    assert entries("takedown") == [
        ("takedown", "erika", f"{how}: /articles/page-{number}/ (Page {number})")
        for number, how in enumerate(["Withdrawn"] * 3 + ["Deleted"] * 2)
    ]


def test_a_save_and_a_preview_take_nothing_down():
    editor = signed_in(make_staff("Editors"))
    page = make_article()
    editor.post(change(page), form_at(editor, change(page), title="Better"))
    editor.post(change(page), form_at(editor, change(page), status="withdrawn", _preview=""))
    assert Article.objects.get().status == "published"
    assert entries("takedown") == []


def test_exports_and_imports_are_logged_at_the_desk_and_on_the_command_line(tmp_path):
    make_article(title="One page")
    editor = signed_in(make_staff("Editors", username="erika"))
    assert b"".join(editor.get("/admin/content/export/").streaming_content).startswith(b"PK")
    call_command("export_content", str(tmp_path / "out"), verbosity=0)
    call_command("import_content", str(tmp_path / "out"), dry_run=True, verbosity=0)
    call_command("import_content", str(tmp_path / "out"), verbosity=0)  # changes nothing
    Article.objects.update(summary="Changed meanwhile.")
    call_command("import_content", str(tmp_path / "out"), verbosity=0)
    found = entries("export", "import")
    assert [(kind, name) for kind, name, _ in found] == [
        ("export", "erika"),
        ("export", "(command line)"),
        ("import", "(command line)"),
    ]
    assert found[0][2] == "Everything, as a zip."


def test_superusers_read_it_and_nobody_changes_it(boss):
    AuditEntry.objects.record("failed", "Wrong name or password.", name="<script>alert(1)</script>")
    entry = AuditEntry.objects.latest("pk")
    client = signed_in(boss)
    page = client.get(LOG, {"q": "script"}).content.decode()
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page
    assert client.get(change(entry)).status_code == 200
    assert client.post(change(entry), {"name": "forged"}).status_code == 403
    assert client.post(f"{LOG}add/", {"name": "forged"}).status_code == 403
    assert client.post(change(entry).replace("change", "delete"), {"post": "yes"}).status_code == 403
    client.post(LOG, {"action": "delete_selected", "_selected_action": [entry.pk], "post": "yes"})
    assert AuditEntry.objects.filter(pk=entry.pk, name=entry.name).exists()
    assert signed_in(make_staff("Editors")).get(LOG).status_code == 403


def test_the_log_takes_the_same_queries_however_long_it_is(boss, django_assert_max_num_queries):
    client = signed_in(boss)
    client.get(LOG)
    for _ in range(60):
        AuditEntry.objects.record("failed", name="anna")
    with django_assert_max_num_queries(10):
        client.get(LOG)
