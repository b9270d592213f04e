"""The ASGI application that gunicorn serves: Django in a few threads, and before it the page cache."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings")
django.setup(set_prefix=False)

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402

# Django would load the views with the first request of each worker: later code than the rest, where it has changed.
import hub.urls  # noqa: E402, F401
from hub.operation.metrics import Reporter  # noqa: E402
from hub.page_cache.memory import Memory, Store  # noqa: E402
from hub.page_cache.purge import Purger  # noqa: E402
from hub.page_cache.requests import PageCache  # noqa: E402
from hub.page_cache.stored import StoredPages  # noqa: E402
from hub.page_cache.threads import DjangoInThreads  # noqa: E402
from hub.page_cache.watch import Watch  # noqa: E402

# Commands wait for whoever holds a table or a row, however long; of those who ask a site, nobody does.
LOCK_TIMEOUT = 2_000  # milliseconds: some wait twice, for others to make it and then for its rows; 5 s are promised
if connection.vendor == "postgresql":
    connection.settings_dict["OPTIONS"]["options"] += f" -c lock_timeout={LOCK_TIMEOUT}"

watch = Watch()
purger = Purger(watch) if settings.PURGE else None

# A public page is looked for in memory, then in the database, and at last made by Django.
django_in_threads = pages = DjangoInThreads(settings.THREADS, watch)
if settings.STORED_PAGES:
    pages = StoredPages(pages)
if settings.PAGE_CACHE:
    pages = Memory(pages, Store(settings.PAGE_CACHE_BYTES), watch)
reporter = Reporter(django_in_threads, watch) if settings.METRICS_TOKEN else None
application = PageCache(django_in_threads, pages, watch, [part for part in (watch, purger, reporter) if part])
