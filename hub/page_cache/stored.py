"""Public pages kept in the database: what one process made, any other reads in one query, on any machine.

Processes that want a page at once take turns, so that the first makes it for all. Readers hardly wait to have a page
written: on SQLite, where only one can write, an import that is under way would hold them up.
"""

import gzip
import hashlib
import logging
import zlib
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import Error, close_old_connections, connection
from django.utils import timezone

from articles.alone import alone_at
from hub.models import StoredPage
from hub.page_cache.answers import CachedPage, WholeResponse

logger = logging.getLogger(__name__)

HURRIED = 100  # milliseconds that a reader waits until a page is written for others; it takes one or two
MAKING = {".py", ".html", ".xml", ".json", ".txt"}
ENCODING = "gzip"  # what most proxies ask for, and quickly undone
PATIENCE = 2.0  # seconds that readers wait for others to make the page
FILES = 64  # pages that share one wait for each other, which now and then costs a reader a rendering
ADVISORY = 1  # the first half of the keys of advisory locks


class StoredPages:
    """A step of the page cache: ``django``, the next one, makes what no process has made under this version."""

    def __init__(self, django=None):
        self.django = django
        self.code = code_version()

    async def page(self, request):
        # Only whole pages: of those with a query there are as many as somebody cares to ask for.
        if request.key[1] or request.version is None:
            return await self.django.page(request)
        return await self.django.page(request, self.find_or_make)

    def find_or_make(self, request):
        address, version = request.key[0], request.version
        make = partial(self.django.make_page, request)
        try:
            found = self.find(address, version)
        except Error:
            return make()  # which says what is wrong, or can do without stored pages
        return found or self.make_once(address, version, make)

    def find(self, address, version):
        """The page that somebody made under this version with this code, or None."""
        try:
            found = StoredPage.objects.filter(address=address, version=self.version(version)).values_list(
                "headers", "body"
            )
            headers, body = found.first() or (None, None)
        finally:
            close_old_connections()
        return None if headers is None else unpacked(headers, bytes(body), version)

    def make_once(self, address, version, make):
        """The page that ``make`` returns, stored; or what it returns instead, where there is no page."""
        made = None
        try:
            lock = lock_in_database if connection.vendor == "postgresql" else lock_on_machine
            with lock(address):
                if page := self.find(address, version):
                    return page  # made while this process waited
                made = make()
                # What is compressed already lies in a file and costs no rendering.
                if isinstance(made, CachedPage) and made.encoding_for(ENCODING) == ENCODING:
                    self.write(address, made)
        except (Error, OSError) as error:
            logger.warning("A page was not stored: %s", error)
        finally:
            close_old_connections()
        return made or make()

    def write(self, address, page):
        page.variants[ENCODING] = page.encode(ENCODING)
        headers = [[name.decode("latin-1"), value.decode("latin-1")] for name, value in page.answer.headers]
        fields = {"headers": headers, "body": page.variants[ENCODING].body, "stored_at": timezone.now()}
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute(f"PRAGMA busy_timeout = {HURRIED}")  # of this connection, which ends with the page
        row = StoredPage(address=address, version=self.version(page.version), **fields)
        StoredPage.objects.bulk_create(
            [row], update_conflicts=True, unique_fields=["address"], update_fields=["version", *fields]
        )

    def version(self, version):
        return f"{version} {self.code}"


def unpacked(headers, compressed, version):
    headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
    page = CachedPage.of(WholeResponse(200, headers, gzip.decompress(compressed)), version)
    page.variants[ENCODING] = page.variant(ENCODING, compressed)
    return page


def code_version():
    """Stands for what makes a page of the content: the code, the templates, the static files, the site's address."""
    digest = hashlib.blake2b(f"{settings.SITE_URL} {settings.CONTENT_LICENCE}".encode(), digest_size=8)
    folders = (settings.BASE_DIR / name for name in ("articles", "comparisons", "hub", "templates"))
    files = [file for folder in folders for file in sorted(folder.rglob("*")) if file.suffix in MAKING]
    files += [settings.BASE_DIR / "requirements" / "base.txt", Path(settings.STATIC_ROOT) / "staticfiles.json"]
    for file in files:
        if file.exists():
            digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()


# Turns: of processes that want a page at once, the first makes it for all. Where the others take longer than readers
# should wait, OperationalError or TimeoutError.


@contextmanager
def lock_in_database(address):
    """The lock is held by a connection of its own, since Django lets go of the thread's at the start of a request."""
    with connection.wrap_database_errors, connection.pool.connection() as own, own.transaction():
        own.execute("SELECT set_config('lock_timeout', %s, true)", [f"{PATIENCE:.3f}s"])
        own.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [ADVISORY, address])
        yield


@contextmanager
def lock_on_machine(address):
    """All processes of a site on SQLite are on one machine."""
    with alone_at(f"turns/{zlib.crc32(address.encode()) % FILES}", PATIENCE) as alone:
        if not alone:
            raise TimeoutError("Others make pages for too long.")
        yield
