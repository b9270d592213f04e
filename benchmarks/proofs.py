"""Whether pages that show proofs stay as fast, and ask as many queries, with 10,000 proofs and 100,000 runs.

    .venv/bin/python -m benchmarks.proofs            # PostgreSQL: POSTGRES_URL, by default that of make bench
    .venv/bin/python -m benchmarks.proofs --sqlite

Makes two hubs of 100 technologies, in which every answer has a proof with ten runs: with 3 features (300 proofs), and
with 100. What a page shows is the same in both. Each must stay within twice its time and ask as many queries.
"""

import argparse
import sys
from contextlib import ExitStack
from itertools import product
from statistics import median

from benchmarks import growth
from benchmarks.report import say

TECHNOLOGIES = 100
SIZES = {"small": 3, "large": 100}  # features
RUNS = 10
SCRIPT = """# /// script
# requires-python = ">=3.12"
# dependencies = ["demo==2.0"]
# [tool.hub]
# control = "demo==1.0"
# ///
import sys

import demo

print("greets:", hasattr(demo, "greet"))
sys.exit(0 if hasattr(demo, "greet") else 10)
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sqlite", action="store_true")
    options = parser.parse_args()
    with ExitStack() as stack:
        urls = growth.make_databases(stack, SIZES, sqlite=options.sqlite)
        growth.set_up(stack, urls["small"])
        pages = {}
        for name, features in SIZES.items():
            growth.use(urls[name])
            pages[name] = fill(features)
        failed = report(urls, pages)
    sys.exit(f"{failed} of the above do not hold." if failed else 0)


def fill(count):
    """Fill an empty hub, and return the addresses of its pages by title."""
    from benchmarks.growth_data import analyse, make_facts, make_technologies
    from comparisons.models import Feature, FeatureGroup

    group = FeatureGroup.objects.create(name="Basics")
    features = [Feature(name=f"Feature {n}", slug=f"f-{n}", group=group, position=n) for n in range(count)]
    Feature.objects.bulk_create(features)
    technologies = make_technologies(TECHNOLOGIES)
    make_facts()
    make_proofs(technologies, features)
    comparison = make_comparison(technologies[:2], features[:3])
    analyse()
    return {
        "comparison": comparison.get_absolute_url(),
        "comparison as JSON": f"{comparison.get_absolute_url().rstrip('/')}.json",
        "technology's answer": "/facts/f-1/t-1/",
        "feature": "/features/f-1/",
        "proofs": "/proofs/",
        "proof": "/proofs/f-1/t-1/",
    }


def make_comparison(technologies, features):
    from django.utils import timezone

    from articles.models import Article
    from comparisons.models import Comparison, Row, Subject

    dates = {"published_at": timezone.now(), "updated_at": timezone.now()}
    page = Comparison.objects.create(title="Two of them", status=Article.Status.PUBLISHED, **dates)
    Subject.objects.bulk_create(Subject(article=page, technology=item) for item in technologies)
    Row.objects.bulk_create(Row(comparison=page, feature=item, in_code=True) for item in features)
    return page


def make_proofs(technologies, features):
    from django.db.models import OuterRef, Subquery

    from comparisons.models import Proof, Run

    shared = Proof(script=SCRIPT, language="py")
    shared.render()
    about = {name: getattr(shared, name) for name in ("script", "language", "script_html", "digest")}
    pairs = product(technologies, features)
    Proof.objects.bulk_create((Proof(technology=one, feature=other, **about) for one, other in pairs), batch_size=500)
    told = {"digest": shared.digest, "package": "demo", "runtime": "Python 3.13.0", "platform": "Linux x86_64"}
    told |= {"saw": "greets: True", "milliseconds": 250}
    for key in Proof.objects.values_list("pk", flat=True):
        runs = [
            Run(proof_id=key, version=f"1.{n}", outcome="fails", is_control=n == 8, **told) for n in range(RUNS - 1)
        ]
        Run.objects.bulk_create([*runs, Run(proof_id=key, version="2.0", outcome="holds", **told)])
    newest = Run.objects.filter(proof=OuterRef("pk")).order_by("-pk")
    last, control = (Subquery(newest.filter(is_control=kind).values("pk")[:1]) for kind in (False, True))
    Proof.objects.update(last_run=last, last_control=control)
    say(f"{Proof.objects.count():,} proofs, {Run.objects.count():,} runs, {Proof.objects.shown().count():,} shown")


def report(urls, pages):
    """Print times, ratios and queries. Returns how many pages fail."""
    queries = {}
    for name, url in urls.items():
        growth.use(url)
        queries[name] = {title: count_queries(address) for title, address in pages[name].items()}
    times, failed = growth.measure(urls, pages), 0
    say(f"{'page':<24}{'small ms':>10}{'large ms':>10}{'ratio':>7}  queries")
    for title in pages["small"]:
        small, large = (median(times[name, title]) * 1000 for name in urls)
        counts = [queries[name][title] for name in urls]
        holds = large <= growth.LIMIT * small and counts[0] == counts[1]
        failed += not holds
        words = "holds" if holds else "DOES NOT HOLD"
        say(f"{title:<24}{small:>10.1f}{large:>10.1f}{large / small:>7.2f}  {counts[0]} and {counts[1]}  {words}")
    return failed


def count_queries(address):
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    Client().get(address)
    with CaptureQueriesContext(connection) as captured:
        Client().get(address)
    return len(captured)


if __name__ == "__main__":
    main()
