"""The settings of the site with what FastAPI's application has too, and no more: compression and a pool."""

import os

from hub.settings import *  # noqa: F403

ROOT_URLCONF = os.environ["DJANGO_ADDRESSES"]
# What is kept in memory is kept compressed.
MIDDLEWARE = [] if ROOT_URLCONF == "benchmarks.django_site.from_memory" else ["django.middleware.gzip.GZipMiddleware"]
TEMPLATES[0]["OPTIONS"]["context_processors"] = [  # noqa: F405
    "django.template.context_processors.request",
    "hub.context_processors.site",
]
# As many connections as SQLAlchemy's pool has with its overflow, and as long a wait for one.
DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 15, "timeout": 30}  # noqa: F405
