"""How much slower pages get when a hub grows from 100 articles to 100,000, and whether any query reads a whole table.

    .venv/bin/python -m benchmarks.growth            # PostgreSQL: POSTGRES_URL, by default that of make bench
    .venv/bin/python -m benchmarks.growth --sqlite

Makes two hubs of the same shape, 100 articles with 1,000 facts and 100,000 articles with 1,000,000 facts, and asks both
for the same pages in turn. A time is that of the whole answer without the network and without the page cache. Each page
must stay within twice its time in the small hub, and no query may read a table of more than 10,000 rows as a whole.
The databases are dropped afterwards; the large one takes about 2 GB and some minutes to fill.
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from statistics import median
from urllib.parse import urlsplit

from benchmarks import database
from benchmarks.processes import ROOT
from benchmarks.report import say

POSTGRES_URL = os.environ.get("POSTGRES_URL") or "postgres://postgres@127.0.0.1:5432/postgres"
RUNS = 15
LIMIT = 2
LONGEST = 500_000  # bytes of HTML, a tenth of that compressed
SMALL, LARGE = (100, 1_000), (100_000, 1_000_000)  # articles, facts


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sqlite", action="store_true")
    parser.add_argument("--articles", type=int, default=LARGE[0])
    parser.add_argument("--facts", type=int, default=LARGE[1])
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Stopped."))
    with ExitStack() as stack:
        try:
            sizes = {"small": SMALL, "large": (options.articles, options.facts)}
            names = make_databases(stack, sizes, sqlite=options.sqlite)
            set_up(stack, names["small"])
            fill(names, sizes)
            failed = report(names)
        except KeyboardInterrupt:
            sys.exit("\nStopped. Both databases are removed.")
    sys.exit(f"{failed} of the above do not hold." if failed else 0)


# --- databases ------------------------------------------------------------------


def make_databases(stack, sizes, *, sqlite):
    """The address of an empty, migrated database for each size."""
    urls = {}
    for name in sizes:
        if sqlite:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="hub-growth-"))
            urls[name] = f"sqlite:///{folder}/hub.sqlite3"
        else:
            urls[name] = stack.enter_context(database.temporary(POSTGRES_URL, f"learning_hub_growth_{name}"))
        environment = {**os.environ, "DATABASE_URL": urls[name], "DEBUG": "1"}
        command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        subprocess.run(command, cwd=ROOT, env=environment, check=True)  # noqa: S603
    return urls


def set_up(stack, url):
    """Load Django with the settings of a server, except that there is no page cache and no pool of connections."""
    folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="hub-growth-"))
    os.environ |= {"DATABASE_URL": url, "DATA_DIR": folder, "DEBUG": "1", "PAGE_CACHE": "0"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "hub.settings"
    import django
    from django.conf import settings

    settings.DEBUG = False
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.STATIC_ROOT = folder
    settings.DATABASES["default"].get("OPTIONS", {}).pop("pool", None)
    django.setup()
    stack.callback(close)


def use(url):
    """Ask this database from now on."""
    from django.contrib.contenttypes.models import ContentType
    from django.db import connection

    connection.close()
    path = urlsplit(url).path.removeprefix("/")
    connection.settings_dict["NAME"] = path if connection.vendor == "postgresql" else f"/{path.removeprefix('/')}"
    ContentType.objects.clear_cache()


def close():
    from django.db import connection

    connection.close()


def fill(urls, sizes):
    from benchmarks import growth_data

    for name, (articles, facts) in sizes.items():
        use(urls[name])
        start = time.perf_counter()
        say(f"{name}: {articles:,} articles, {facts:,} facts")
        growth_data.fill(articles, facts, say)
        say(f"  filled in {time.perf_counter() - start:.0f} s")


# --- measuring --------------------------------------------------------------------


def report(urls):
    """Print times, ratios and what reads whole tables. Returns how many pages fail."""
    from benchmarks import growth_pages, plans

    pages = {}
    for name, url in urls.items():
        use(url)
        pages[name] = growth_pages.pages()
    times = measure(urls, pages)
    say("\n" + "page".ljust(30) + f"{'small ms':>12}{'large ms':>12}{'ratio':>8}")
    failed = 0
    for title in pages["small"]:
        small, large = (median(times[name, title]) * 1000 for name in urls)
        ratio = large / small
        failed += ratio > LIMIT
        say(f"  {title:<30}{small:>10.1f}{large:>12.1f}{ratio:>8.2f}  {'holds' if ratio <= LIMIT else 'TOO SLOW'}")
    use(urls["large"])
    say(f"\nThe sitemap of the large hub has {files_of(pages['large']['sitemap'])} files.")
    failed += report_lists(growth_pages.lists())
    for title, address in (pages["large"] | growth_pages.lists()).items():
        for query, table in plans.whole_tables(address):
            failed += 1
            say(f"\n{title} ({address}) reads all of {table}:\n  {shorten(query)}")
    if not failed:
        say("\nEvery page within twice its time; no query reads a large table as a whole.")
    return failed


def report_lists(pages):
    """Print time and size of pages of the hub in use. Returns how many are too long to read."""
    from django.test import Client

    client, failed = Client(), 0
    say("\n" + "list of the large hub".ljust(30) + f"{'ms':>12}{'kB':>12}")
    for title, address in pages.items():
        seconds = median(seconds_for(client, address) for _ in range(3))
        size = len(client.get(address).content)
        failed += size > LONGEST
        say(f"  {title:<30}{seconds * 1000:>10.0f}{size / 1000:>12.0f}  {'holds' if size <= LONGEST else 'TOO LONG'}")
    return failed


def files_of(sitemap):
    from django.test import Client

    return Client().get(sitemap).content.count(b"<sitemap>")


def shorten(query):
    """From its FROM on, or whole where it is short."""
    return query if len(query) < 600 else f"… {query[query.index(' FROM ') :][:900]}"


def measure(urls, pages):
    """Seconds by hub and title; both hubs are asked for each page in turn, so that what else runs meets both alike."""
    from django.test import Client

    client, times = Client(), {(name, title): [] for name in urls for title in pages[name]}
    for _ in range(1 + RUNS):
        for title in pages["small"]:
            for name, url in urls.items():
                use(url)
                client.get("/readyz")  # opens the connection
                times[name, title].append(seconds_for(client, pages[name][title]))
    return {key: seconds[1:] for key, seconds in times.items()}  # the first also fills caches


def seconds_for(client, address):
    start = time.perf_counter()
    response = client.get(address)
    if response.status_code != 200:
        sys.exit(f"{address}: {response.status_code}")
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
