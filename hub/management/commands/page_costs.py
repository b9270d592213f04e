"""A table of what each public page costs."""

from django.core.management.base import BaseCommand

from benchmarks.page_costs import addresses, measure

HEADINGS = ("page", "queries", "made", "stored", "memory", "bytes", "gzip")
LAYOUT = "{:<60} {:>7} {:>8} {:>8} {:>8} {:>9} {:>8}"


class Command(BaseCommand):
    help = (
        "Prints what one page of each kind costs: queries; milliseconds to make it from its rows, to read it as it was "
        "stored, to answer it from memory; bytes, plain and compressed. Times are the best of five, without network."
    )

    def handle(self, **options):
        self.stdout.write(LAYOUT.format(*HEADINGS))
        for cost in filter(None, map(measure, addresses())):
            stored = "-" if cost.stored is None else f"{cost.stored:.2f}"
            times = (f"{cost.made:.2f}", stored, f"{cost.memory:.3f}")
            self.stdout.write(LAYOUT.format(cost.address, cost.queries, *times, cost.size, cost.compressed))
