"""`manage.py daily`: what is done every day, each step by itself."""

import datetime
import errno
import fcntl
import re
from io import StringIO
from pathlib import Path

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.alone import alone_at
from articles.history import trash
from articles.models import AuditEntry, Deletion
from comparisons.models import Correction
from hub.data.files import SUMS
from hub.models import StoredPage, UploadedZip
from hub.operation import housekeeping
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db
asked = []


@pytest.fixture(autouse=True)
def offline(monkeypatch, settings, tmp_path):
    """Whatever asks other sites only says that it did; the rest runs."""
    settings.DATA_DIR = tmp_path
    asked.clear()
    real = housekeeping.call_command

    def call(name, **options):
        asked.append(name)
        return real(name, **options) if name == "remove_pictures" else None

    monkeypatch.setattr(housekeeping, "call_command", call)


def daily():
    out, err = StringIO(), StringIO()
    call_command("daily", stdout=out, stderr=err)
    return out.getvalue() + err.getvalue()


def days_ago(days):
    return timezone.now() - datetime.timedelta(days=days)


def test_what_the_audit_log_need_not_remember_goes():
    AuditEntry.objects.record("failed", name="old")
    AuditEntry.objects.update(at=days_ago(401))
    AuditEntry.objects.record("failed", name="new")
    assert "old audit entries: 1 removed" in daily()
    assert not AuditEntry.objects.filter(name="old").exists()


def test_it_asks_for_releases_and_sources_and_says_what_it_did():
    said = daily()
    assert asked == ["remove_pictures", "export_data", "fetch_releases", "check_links"]
    steps = len(housekeeping.CLEANING) + 4
    assert re.search(rf"\n{steps}/{steps} check_links: done \(\d+\.\d s\)\n{steps} of {steps} steps done\.\n$", said)


def test_proofs_are_run_where_that_is_asked_for(settings, monkeypatch):
    settings.RUN_PROOFS = True
    monkeypatch.setattr(housekeeping, "check_sandbox", lambda: None)
    assert "run_proofs: done" in daily()
    assert asked == ["remove_pictures", "export_data", "fetch_releases", "check_links", "fetch_releases", "run_proofs"]


def test_where_no_sandbox_can_be_made_proofs_are_left_alone_and_the_day_has_not_failed(settings, monkeypatch):
    settings.RUN_PROOFS = True
    monkeypatch.setenv("PATH", "")
    said = daily()
    assert re.search(r"RUN_PROOFS=1 is left alone here: .*bwrap.* is not installed", said)
    assert asked == ["remove_pictures", "export_data", "fetch_releases", "check_links"]
    steps = len(housekeeping.CLEANING) + 4
    assert f"{steps} of {steps} steps done." in said


def test_a_file_for_which_there_is_no_room_leaves_what_was_there_and_nothing_half_written(tmp_path, monkeypatch):
    housekeeping.write_whole(tmp_path / "a", b"before")
    real = Path.write_bytes

    def write_half(path, data):
        real(path, data[:1])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", write_half)
    for name in ("a", "b"):
        with pytest.raises(OSError, match="No space left"):
            housekeeping.write_whole(tmp_path / name, b"after")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"before")]


def test_ended_sessions_old_sign_ins_and_uploads_go_and_those_of_today_stay():
    for days in (2, 100):
        for model, fields in ((AccessAttempt, {"failures_since_start": 1}), (AccessLog, {}), (AccessFailureLog, {})):
            row = model.objects.create(username="erin", **fields)
            model.objects.filter(pk=row.pk).update(attempt_time=days_ago(days))
        Session.objects.create(session_key=f"old{days}", session_data="", expire_date=days_ago(days))
        zipped = UploadedZip.objects.create(user=make_user(), name="x", data=b"")
        UploadedZip.objects.filter(pk=zipped.pk).update(uploaded_at=days_ago(days))
    Session.objects.create(session_key="new", session_data="", expire_date=days_ago(-1))
    AccessAttempt.objects.create(username="now", failures_since_start=1)
    UploadedZip.objects.create(user=make_user(), name="new", data=b"")
    StoredPage.objects.create(address="/old/", version="", headers=[], body=b"", stored_at=days_ago(31))
    StoredPage.objects.create(address="/new/", version="", headers=[], body=b"", stored_at=days_ago(1))
    daily()
    assert [attempt.username for attempt in AccessAttempt.objects.all()] == ["now"]
    assert (AccessLog.objects.count(), AccessFailureLog.objects.count()) == (1, 1)
    assert [session.session_key for session in Session.objects.all()] == ["new"]
    assert [upload.name for upload in UploadedZip.objects.all()] == ["new"]
    assert [page.address for page in StoredPage.objects.all()] == ["/new/"]


def test_what_was_deleted_a_month_ago_is_gone_for_good():
    trash.discard(make_article(title="Old"))
    Deletion.objects.update(deleted_at=days_ago(31))
    trash.discard(make_article(title="New"))
    daily()
    assert [deletion.title for deletion in Deletion.objects.all()] == ["New"]


def correct(**fields):
    correction = Correction.objects.create(
        about="x", problem="x", source_url="https://example.org/", name="Ada", email="ada@example.org", sender="digest"
    )
    Correction.objects.filter(pk=correction.pk).update(**fields)
    return correction


def test_addresses_of_readers_are_forgotten_ninety_days_after_the_decision():
    old = correct(state="accepted", decided_at=days_ago(91), made_at=days_ago(100))
    young = correct(state="accepted", decided_at=days_ago(89), made_at=days_ago(100))
    waiting = correct(made_at=days_ago(100))
    daily()
    known = {
        correction.pk: (correction.name, correction.email, correction.sender) for correction in Correction.objects.all()
    }
    assert known == {
        old.pk: ("Ada", "", ""),
        young.pk: ("Ada", "ada@example.org", ""),
        waiting.pk: ("Ada", "ada@example.org", ""),
    }


def test_a_step_that_fails_is_named_and_the_others_are_done(monkeypatch):
    def fail():
        raise RuntimeError("broken")

    rest = housekeeping.CLEANING[1:]
    monkeypatch.setattr(housekeeping, "CLEANING", (("deleted for thirty days", fail), *rest))
    with pytest.raises(CommandError, match="Failed: deleted for thirty days"):
        daily()
    assert asked == ["remove_pictures", "export_data", "fetch_releases", "check_links"]


def test_two_at_once_are_not_possible(tmp_path):
    with (tmp_path / "daily.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(CommandError, match="being done already"):
            daily()
    assert asked == []
    daily()


def test_a_download_takes_away_what_one_that_was_killed_has_left(tmp_path):
    left = tmp_path / ".data.partial"
    left.mkdir()
    (left / "facts.sqlite").touch()
    call_command("export_data", str(tmp_path / "data"))
    assert (tmp_path / "data" / SUMS).exists()
    assert not list(tmp_path.glob(".*"))


def test_two_downloads_are_not_made_at_once(tmp_path):
    with alone_at("download"), pytest.raises(CommandError, match="is being made already"):
        call_command("export_data", str(tmp_path / "data"))
    assert not (tmp_path / "data").exists()
