"""Public pages kept in the database: what one process made, any other reads in one query, on any machine.

Processes that want a page at once take turns, so that the first makes it for all. On SQLite, where only one can write,
a thread stores the page, so that readers do not wait for an import that is under way.
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
from hub.page_cache.turns import turn
from hub.page_cache.watch import own_connection

logger = logging.getLogger(__name__)

MOST_WAITING = 200  # pages to be written; what does not fit is written when it is made again
MOST_AT_ONCE = 50
HURRIED = 0.1  # seconds that a reader waits until a page is written for others; it takes one or two milliseconds
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
        made = None
        try:
            with turn(address):
                if page := self.find(address, version):
                    return page  # made while this process waited
                made = make()
                if is_stored(made):
                    self.store(self.row(address, made))
        except (Error, OSError) as error:
            logger.warning("A page was not stored: %s", error)
        finally:
            close_old_connections()
        return made or make()

    def store(self, row):
        if connection.vendor == "postgresql":
            self.write([row])
            return
        written = threading.Event()
        with contextlib.suppress(queue.Full):
            self.waiting.put_nowait((row, written))
            written.wait(HURRIED)

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
            pages = [self.waiting.get()]
            while len(pages) < MOST_AT_ONCE and not self.waiting.empty():
                pages.append(self.waiting.get())
            try:
                self.write([row for row, _ in pages])
            except Error as error:
                logger.warning("Pages were not stored: %s", error)
                connections["default"].close()
            for _, written in pages:
                written.set()

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
