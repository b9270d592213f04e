"""The ASGI application that gunicorn serves: Django in a few threads, and before it the page cache."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings")
django.setup(set_prefix=False)

from django.conf import settings  # noqa: E402

# Django would load the views with each worker’s first request: later code than the rest, where it has changed by then.
import hub.urls  # noqa: E402, F401
from hub.page_cache.application import PageCache  # noqa: E402
from hub.page_cache.purge import Purger  # noqa: E402
from hub.page_cache.store import Store  # noqa: E402
from hub.page_cache.stored import StoredPages  # noqa: E402
from hub.page_cache.threads import DjangoInThreads  # noqa: E402
from hub.page_cache.watch import Watch  # noqa: E402

watch = Watch() if settings.PAGE_CACHE or settings.STORED_PAGES or settings.PURGE else None
stored = StoredPages() if settings.STORED_PAGES else None
application = PageCache(
    DjangoInThreads(settings.THREADS, stored),
    Store(settings.PAGE_CACHE_BYTES) if settings.PAGE_CACHE else None,
    watch,
    [part for part in (watch, stored, Purger(watch) if settings.PURGE else None) if part],
)
