"""What `manage.py prepare` does on sites in different states."""

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db.migrations.recorder import MigrationRecorder

from articles import rerendering
from articles.models import Article, User
from hub.management.commands.prepare import static_files_are_current
from tests.factories import hours_ago, make_article, make_user
from tests.hub.running_site import PATIENCE

ROOT = Path(__file__).parent.parent.parent


def prepare():
    """What the command says, on either stream."""
    words = StringIO()
    call_command("prepare", stdout=words, stderr=words)
    return words.getvalue()


@pytest.mark.django_db
def test_a_site_with_a_page_and_a_superuser_is_left_as_it_is():
    make_article(title="Mine")
    make_user(username="me", is_superuser=True)
    assert "password" not in prepare()
    assert prepare() == ""
    assert Article.objects.get().title == "Mine"
    assert User.objects.get().username == "me"


@pytest.mark.django_db
def test_a_draft_too_keeps_the_shipped_content_away():
    make_article(title="Mine", status=Article.Status.DRAFT)
    make_user(is_superuser=True)
    prepare()
    assert Article.objects.get().title == "Mine"


@pytest.mark.django_db
def test_a_database_too_old_to_be_migrated_at_once_is_refused_untouched_with_the_way_there():
    MigrationRecorder.Migration.objects.filter(app="hub", name="0013_takedowns").delete()
    MigrationRecorder.Migration.objects.filter(app="hub", name__startswith="0001_squashed").delete()
    before = list(MigrationRecorder.Migration.objects.values_list("app", "name"))
    with pytest.raises(CommandError, match="check out 285fe4b"):
        prepare()
    assert list(MigrationRecorder.Migration.objects.values_list("app", "name")) == before
    assert not Article.objects.exists()


@pytest.mark.django_db
def test_texts_are_rendered_again_once_the_code_that_does_so_has_changed(monkeypatch):
    page = make_article(body="Some *text*.", updated_at=hours_ago(30))
    make_user(is_superuser=True)
    prepare()
    Article.objects.update(body_html="", lead_html="what an older pipeline made")
    assert prepare() == ""
    assert Article.objects.get().lead_html == "what an older pipeline made"
    monkeypatch.setattr("hub.management.commands.prepare.pipeline_version", lambda: "another")
    assert prepare() == "Rendering all texts …\n"
    assert Article.objects.get().lead_html == "<p>Some <em>text</em>.</p>"
    assert Article.objects.get().updated_at == page.updated_at
    assert prepare() == ""


def test_the_version_of_the_pipeline_follows_its_code_and_its_packages(monkeypatch, tmp_path):
    first = rerendering.pipeline_version.__wrapped__()
    assert first == rerendering.pipeline_version()
    assert {"rendering.py", "inline_rules.py", "slugify.py"} <= {path.name for path in rerendering.CODE}
    changed = tmp_path / "rendering.py"
    changed.write_text("# other code")
    with monkeypatch.context() as patch:
        patch.setattr(rerendering, "CODE", [changed, *rerendering.CODE])
        assert rerendering.pipeline_version.__wrapped__() != first
    monkeypatch.setattr(rerendering, "version", lambda name: "99")
    assert rerendering.pipeline_version.__wrapped__() != first


@pytest.mark.django_db
def test_an_admin_who_is_no_superuser_is_not_given_the_site():
    make_article()
    make_user(username="admin", password="mine")
    assert "the name admin is taken: run manage.py createsuperuser" in prepare()
    admin = User.objects.get()
    assert not admin.is_superuser
    assert admin.check_password("mine")


@pytest.fixture
def stylesheet(settings, tmp_path):
    """A static file of a site that has collected nothing yet."""
    path = tmp_path / "css" / "own.css"
    path.parent.mkdir()
    path.write_text("a {}")
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS = [path.parent]
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    return path


def test_static_files_are_collected_again_when_one_is_changed_or_new(stylesheet):
    assert not static_files_are_current()
    call_command("collectstatic", interactive=False, verbosity=0)
    assert static_files_are_current()

    written = stylesheet.stat().st_mtime
    os.utime(stylesheet, (written + 60, written + 60))
    assert not static_files_are_current()

    os.utime(stylesheet, (written, written))
    other = stylesheet.with_name("other.css")
    other.write_text("b {}")
    os.utime(other, (written - 60, written - 60))
    assert not static_files_are_current()


@pytest.mark.postgresql
def test_machines_that_start_at_once_prepare_one_database_together(empty_database, tmp_path):
    environment = os.environ | {"DATABASE_URL": empty_database, "DATA_DIR": str(tmp_path), "DEBUG": "1"}
    processes = [
        subprocess.Popen(
            [sys.executable, "manage.py", "prepare"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    words = [process.communicate(timeout=PATIENCE) for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0], words
    assert sum("with the password" in said for said, _ in words) == 1
    with psycopg.connect(empty_database) as database:
        assert database.execute("SELECT count(*) FROM articles_user").fetchone() == (1,)
        assert database.execute("SELECT count(*) FROM articles_article").fetchone()[0] > 0
