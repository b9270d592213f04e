"""`make content-check`: is what ships in content/ whole and true? With --quick, without the proofs.

Looks at, in a database of its own: what the import complains of (what constraints and checklists say, those of
sources included), every link into the site, every code block, every proof. What is due for a check is listed: no fault.
"""

import argparse
import io
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import django
from django.core.management import CommandError, call_command

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings")
django.setup()

from comparisons.models import Fact  # noqa: E402 - models need the set-up
from comparisons.proofs.sandbox import NoSandbox, check_sandbox  # noqa: E402
from tests.content_check.examples import examples_of  # noqa: E402
from tests.content_check.links import dead_links  # noqa: E402

CONTENT = Path("content")
PAGES = ("articles", "comparisons")


def main():
    options = read_options()
    try:
        check_sandbox()
    except NoSandbox as error:
        sys.exit(str(error))
    call_command("migrate", verbosity=0)
    faults = [*import_faults(), *link_faults(), *example_faults(options)]
    if not options.quick:
        faults += proof_faults(options)
    list_due()
    for fault in faults:
        tell(f"✗ {fault}")
    tell(f"{len(faults)} faults.")
    sys.exit(bool(faults))


def tell(line):
    sys.stdout.write(f"{line}\n")


def read_options():
    parser = argparse.ArgumentParser(prog="make content-check")
    parser.add_argument("--quick", action="store_true", help="without the proofs, which take minutes")
    parser.add_argument("--offline", action="store_true", help="with the packages that were fetched before")
    parser.add_argument("--jobs", type=int, default=2, help="so many programs at a time (2)")
    return parser.parse_args()


def import_faults():
    complaints = io.StringIO()
    try:
        call_command("import_content", str(CONTENT), stdout=io.StringIO(), stderr=complaints, no_color=True)
    except CommandError as error:
        complaints.write(f"{error}\n")
    return complaints.getvalue().splitlines()


def link_faults():
    dead, count = dead_links()
    tell(f"{count} links of the site’s pages, {len(dead)} of them dead.")
    return dead


def example_faults(options):
    examples, faults = [], []
    for path in sorted(path for kind in PAGES for path in CONTENT.glob(f"{kind}/*.md")):
        try:
            examples += examples_of(path)
        except ValueError as error:
            faults.append(str(error))
    run = [example for example in examples if not example.reason]
    with ThreadPoolExecutor(options.jobs) as pool:
        outcomes = list(pool.map(lambda example: example.run(offline=options.offline), run))
    tell(f"{len(run)} programs use the code blocks of {len({example.path for example in run})} pages.")
    for example in examples:
        if example.reason:
            tell(f"  {example.path}:{example.line}: not run: {example.reason}")
    return faults + [f"{one.path}:{one.line}: {why}" for one, why in zip(run, outcomes, strict=True) if why]


def proof_faults(options):
    try:
        call_command("run_proofs", offline=options.offline, jobs=options.jobs)
    except CommandError as error:
        return [str(error)]
    return []


def list_due():
    due = Fact.objects.to_recheck().select_related("technology", "feature").order_by("verified_on")
    tell(f"{len(due)} of {Fact.objects.count()} facts are due for a check.")
    for fact in due:
        tell(f"  {fact.technology.slug} {fact.feature.slug}: last checked on {fact.verified_on}")


if __name__ == "__main__":
    main()
