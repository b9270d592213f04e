"""How long a search takes over 10,000 articles and 100,000 facts, on SQLite and on PostgreSQL.

    .venv/bin/python benchmarks/search.py

Makes a database of its own for each and drops it afterwards. POSTGRES_URL names the server; by default
postgres://postgres@127.0.0.1:5432/postgres. A time is that of the whole answer, the page included, without the network.
"""

import datetime
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
POSTGRES_URL = os.environ.get("POSTGRES_URL", "postgres://postgres@127.0.0.1:5432/postgres")
ARTICLES, TECHNOLOGIES, FEATURES = 10_000, 1_000, 100
WORDS_AN_ARTICLE, WORDS_A_NOTE, VOCABULARY = 600, 20, 20_000
RUNS = 15
SYLLABLES = [first + vowel + last for first in "bdfgklmnprst" for vowel in "aeiou" for last in ("", "n", "r", "s")]

sys.path.insert(0, str(ROOT))
rng = random.Random(1)  # noqa: S311 - the same data every time


def main():
    if sys.argv[1:] == ["--here"]:
        measure()
        return
    for url in ("", POSTGRES_URL):
        with tempfile.TemporaryDirectory() as folder:
            environment = {**os.environ, "DATABASE_URL": url, "DATA_DIR": folder, "DEBUG": "1"}
            subprocess.run([sys.executable, __file__, "--here"], env=environment, check=True)  # noqa: S603


def measure():
    os.environ["DJANGO_SETTINGS_MODULE"] = "hub.settings"
    import django
    from django.conf import settings

    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = test_name(settings)
    settings.DEBUG = False
    settings.ALLOWED_HOSTS = ["testserver"]
    django.setup()
    from django.db import connection

    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        words = make_words()
        fill(words)
        report(queries(words))
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def test_name(settings):
    is_sqlite = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
    return str(settings.DATA_DIR / "benchmark.sqlite3") if is_sqlite else "learning_hub_benchmark"


# --- the data -----------------------------------------------------------------


def make_words():
    words = set()
    while len(words) < VOCABULARY:
        words.add("".join(rng.choices(SYLLABLES, k=rng.randint(2, 4))))
    return rng.sample(sorted(words), k=VOCABULARY)


def make_text(words, count):
    """So many words, few of them often and many of them rarely, as in any language."""
    return " ".join(words[int(VOCABULARY ** rng.random()) - 1] for _ in range(count)).capitalize() + "."


def fill(words):
    from django.db import connection

    from hub.search import index

    fill_articles(words)
    fill_facts(words)
    start = time.perf_counter()
    entries = index.rebuild()
    seconds = time.perf_counter() - start
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"\n{connection.vendor}: {entries:,} entries, indexed in {seconds:.0f} s")  # noqa: T201


def fill_articles(words):
    from django.utils import timezone

    from articles.models import Article

    Article.objects.bulk_create(
        [
            Article(
                title=f"Article {number} on {make_text(words, 4)}",
                slug=f"article-{number}",
                summary=make_text(words, 20),
                body_html=f"<p>{make_text(words, WORDS_AN_ARTICLE)}</p>",
                # One in ten waits for its day.
                published_at=timezone.now() + datetime.timedelta(days=1 if number % 10 == 0 else -1),
                status=Article.Status.PUBLISHED,
            )
            for number in range(ARTICLES)
        ],
        batch_size=500,
    )


def fill_facts(words):
    from django.utils import timezone

    from comparisons.models import Fact, Feature, FeatureGroup, Source, Technology

    group = FeatureGroup.objects.create(name="Basics")
    technologies = Technology.objects.bulk_create(
        Technology(name=f"{words[-number].capitalize()}.js", slug=f"t{number}", summary=make_text(words, 10))
        for number in range(1, TECHNOLOGIES + 1)
    )
    features = Feature.objects.bulk_create(
        Feature(name=f"{words[-number].capitalize()} support", slug=f"f{number}", group=group)
        for number in range(TECHNOLOGIES + 1, TECHNOLOGIES + FEATURES + 1)
    )
    facts = Fact.objects.bulk_create(
        (
            Fact(
                technology=technology,
                feature=feature,
                level="yes",
                value=make_text(words, 4)[:80],
                note=make_text(words, WORDS_A_NOTE)[:400],
                verified_on=timezone.localdate(),
                verified_version="1.0",
            )
            for technology in technologies
            for feature in features
        ),
        batch_size=5_000,
    )
    Source.objects.bulk_create(
        (Source(fact=fact, title=make_text(words, 4)[:200], url="https://example.org/") for fact in facts),
        batch_size=5_000,
    )


# --- the searches ---------------------------------------------------------------


def queries(words):
    name, feature = words[-7], words[-(TECHNOLOGIES + 7)]
    return {
        "a technology": f"{name}.js",
        "a fact": f"{name} {feature}",
        "a word in nearly every text": words[0],
        "a word in every fact": "support",
        "a word in many texts": words[50],
        "a rare word": words[9_000],
        "two words in many texts": f"{words[3]} {words[20]}",
        "six words": " ".join(words[2:8]),
        "a phrase": f'"{words[0]} {words[1]}"',
        "without a frequent word": f"{words[60]} -{words[5]}",
        "the beginning of words": words[30][:3],
        "nothing": "qqqqqqqq",
        "a typo": name[0] + name[2] + name[1] + name[3:],
        "facts only": f"{words[40]}&kind=fact",
        "the last page": f"{words[0]}&page=25",
    }


def report(searches):
    from django.test import Client

    client, medians = Client(), []
    for title, query in searches.items():
        address = f"/search/?q={query.replace('"', '%22').replace(' ', '+')}"
        medians.append(statistics.median(seconds_for(client, address) for _ in range(RUNS)) * 1000)
        print(f"{medians[-1]:8.1f} ms  {title}")  # noqa: T201
    print(f"{statistics.median(medians):8.1f} ms  median of these medians")  # noqa: T201


def seconds_for(client, address):
    start = time.perf_counter()
    response = client.get(address)
    if response.status_code != 200:
        raise SystemExit(f"{address}: {response.status_code}")
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
