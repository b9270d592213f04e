"""Public pages kept in the database: what one process made, any other reads in one query, on any machine.

On PostgreSQL processes that want a page at once take turns, so that the first makes it for all. On SQLite, where only
one can write and a reader would wait for an import, each makes its own, and a thread stores it.
"""

import contextlib
import gzip
import hashlib
import logging
import queue
import threading
from pathlib import Path

from django.conf import settings
from django.db import Error, close_old_connections, connection, connections
from django.utils import timezone

from hub.models import StoredPage
from hub.page_cache.store import Answer, Page
from hub.page_cache.watch import own_connection

logger = logging.getLogger(__name__)

MOST_WAITING = 200  # pages to be written; what does not fit is written when it is made again
MOST_AT_ONCE = 50
TURNS = 1  # the first half of the keys of advisory locks
PATIENCE = "2s"
MAKING = {".py", ".html", ".xml", ".json", ".txt"}
ENCODING = "gzip"  # what most proxies ask for, and quickly undone


class StoredPages:
    def __init__(self):
        self.code = code_version()
        self.waiting = queue.Queue(MOST_WAITING)

    def start(self):
        if connection.vendor != "postgresql":
            threading.Thread(target=self.follow, name="stored-pages", daemon=True).start()

    def find(self, address, version):
        """The page that somebody made under this version with this code, or None."""
        try:
            found = StoredPage.objects.filter(address=address, version=self.version(version)).values_list(
                "headers", "body"
            )
            headers, body = found.first() or (None, None)
        except Error:
            return None  # making the page will say what is wrong
        finally:
            close_old_connections()
        return None if headers is None else page_of(headers, bytes(body), version)

    def make_once(self, address, version, make):
        """The page that ``make`` returns, stored; or what it returns instead, where there is no page."""
        if connection.vendor == "postgresql":
            return self.make_in_turn(address, version, make)
        made = make()
        if is_stored(made):
            with contextlib.suppress(queue.Full):
                self.waiting.put_nowait(self.row(address, made))
        return made

    def make_in_turn(self, address, version, make):
        made = None
        try:
            with turn(address) as is_first:
                if not is_first and (page := self.find(address, version)):
                    return page
                made = make()
                if is_stored(made):
                    self.write([self.row(address, made)])
        except Error as error:
            logger.warning("A page was not stored: %s", error)
        finally:
            close_old_connections()
        return made or make()

    def row(self, address, page):
        page.variants[ENCODING] = page.encode(ENCODING)
        headers = [[name.decode("latin-1"), value.decode("latin-1")] for name, value in page.answer.headers]
        return StoredPage(
            address=address,
            version=self.version(page.version),
            headers=headers,
            body=page.variants[ENCODING].body,
            stored_at=timezone.now(),
        )

    def version(self, version):
        return f"{version} {self.code}"

    def follow(self):
        connections["default"] = own_connection()
        while True:
            rows = [self.waiting.get()]
            while len(rows) < MOST_AT_ONCE and not self.waiting.empty():
                rows.append(self.waiting.get())
            try:
                self.write(rows)
            except Error as error:
                logger.warning("Pages were not stored: %s", error)
                connections["default"].close()

    def write(self, rows):
        """Write what was made, of several of one address the last."""
        StoredPage.objects.bulk_create(
            list({row.address: row for row in rows}.values()),
            update_conflicts=True,
            unique_fields=["address"],
            update_fields=["version", "headers", "body", "stored_at"],
        )


def is_stored(made):
    """Whether it is a page of text: what is compressed already lies in a file and costs no rendering."""
    return isinstance(made, Page) and made.encoding_for(ENCODING) == ENCODING


@contextlib.contextmanager
def turn(address):
    """Hold back, for as long as the block takes, whoever else wants to make this page. Gives whether nobody did before.

    The lock is held by a connection of its own, since Django lets go of the thread's at the start of a request. Raises
    OperationalError where others take longer than readers should wait.
    """
    with connection.wrap_database_errors, connection.pool.connection() as own, own.transaction():
        (is_first,) = own.execute("SELECT pg_try_advisory_xact_lock(%s, hashtext(%s))", [TURNS, address]).fetchone()
        if not is_first:
            own.execute("SELECT set_config('lock_timeout', %s, true)", [PATIENCE])
            own.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [TURNS, address])
        yield is_first


def page_of(headers, compressed, version):
    headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
    page = Page.of(Answer(200, headers, gzip.decompress(compressed)), version)
    page.variants[ENCODING] = page.variant(ENCODING, compressed)
    return page


def code_version():
    """Stands for what makes a page of the content: the code, the templates, the static files, the site's address."""
    digest = hashlib.blake2b(settings.SITE_URL.encode(), digest_size=8)
    folders = (settings.BASE_DIR / name for name in ("articles", "comparisons", "hub", "templates"))
    files = [file for folder in folders for file in sorted(folder.rglob("*")) if file.suffix in MAKING]
    files += [settings.BASE_DIR / "requirements" / "base.txt", Path(settings.STATIC_ROOT) / "staticfiles.json"]
    for file in files:
        if file.exists():
            digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()
