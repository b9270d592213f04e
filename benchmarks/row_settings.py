"""The settings of the site, with one address more: an answer that reads one row, which no page of ours does."""

from hub.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.row_urls"
