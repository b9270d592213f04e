"""Everything a site needs before it can serve. Each step does only what is still to be done: run it at every start."""

import json
import secrets
import time
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.urls import reverse

from articles.models import Article, User
from articles.rerendering import pipeline_version
from hub.models import Rendering, SearchEntry, StoredPage

LOCK = 7_402_586_391  # any number that nothing else in the database locks
TOO_OLD = (
    "The database is of code from before 28 November 2026, and half of it would be migrated. Nothing was changed: "
    "check out 285fe4b, install its packages, run its manage.py prepare, and come back."
)


class Command(BaseCommand):
    help = (
        "Migrates the database, loads the shipped content if there is no page yet, renders all texts again if the code "
        "that does so has changed, fills an empty search index, and creates an admin login if there is none. Several "
        "machines may run it at once."
    )

    def add_arguments(self, parser):
        parser.add_argument("--static", action="store_true", help="Collect the static files too, if one has changed.")

    def handle(self, *, static, **options):
        with one_at_a_time():
            refuse_half_of_a_squash()
            call_command("migrate", interactive=False, verbosity=0)
            if not Article.objects.exists():
                self.do("Loading the shipped content …", "import_content", str(settings.BASE_DIR / "content"))
            if not Rendering.objects.filter(version=pipeline_version()).exists():
                # Minutes for 10,000 pages, whose dates stay.
                self.do("Rendering all texts …", "render_pages")
                Rendering.objects.update_or_create(pk=1, defaults={"version": pipeline_version()})
            if not SearchEntry.objects.exists():
                self.do("Making the search index …", "rebuild_search")
            self.create_admin()
            StoredPage.objects.forget_old()
        if static and not static_files_are_current():
            self.do("Collecting static files …", "collectstatic", "--no-input")

    def do(self, sentence, *command):
        self.stdout.write(sentence)
        call_command(*command, stdout=StringIO())

    def create_admin(self):
        if User.objects.filter(is_superuser=True).exists():
            return
        if User.objects.filter(username="admin").exists():
            self.stderr.write("No superuser exists, and the name admin is taken: run manage.py createsuperuser.")
            return
        password = secrets.token_urlsafe(12)
        User.objects.create_superuser("admin", password=password, must_change_password=True)
        self.stdout.write(
            f"\n  Sign in at {settings.SITE_URL}{reverse('admin:index')}\n"
            f"  as admin, with the password {password}\n"
            f"  It is shown only this once and good for one sign-in, which asks for a password of your own.\n"
        )


def refuse_half_of_a_squash():
    """Raise CommandError where of the migrations that one took the place of some were applied, and others are gone."""
    loader = MigrationLoader(connection)
    applied = loader.applied_migrations.keys()
    for replaced in ({*migration.replaces} for migration in loader.disk_migrations.values()):
        if replaced & applied and replaced - applied - loader.disk_migrations.keys():
            raise CommandError(TOO_OLD)


@contextmanager
def one_at_a_time():
    """Hold a lock in the database where several machines can share one: of three migrations at once, two would fail."""
    if connection.vendor != "postgresql":
        yield
        return
    # Asked for again and again: a statement that waits would itself hold up CREATE INDEX CONCURRENTLY.
    while not fetch_value("SELECT pg_try_advisory_lock(%s)"):
        time.sleep(0.2)
    try:
        yield
    finally:
        fetch_value("SELECT pg_advisory_unlock(%s)")


def fetch_value(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql, [LOCK])
        return cursor.fetchone()[0]


def static_files_are_current():
    """Whether no static file is newer than the last collection, which takes seconds to repeat."""
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not manifest.exists():
        return False
    collected, collected_at = json.loads(manifest.read_text())["paths"], manifest.stat().st_mtime
    return all(
        name in collected and Path(storage.path(name)).stat().st_mtime <= collected_at
        for finder in get_finders()
        for name, storage in finder.list([])
    )
