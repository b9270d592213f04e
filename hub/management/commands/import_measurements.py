from django.core.management.base import BaseCommand, CommandError

from hub.content.measurements import import_measurements


class Command(BaseCommand):
    help = (
        "Imports the JSON file of make bench (docs/benchmark.md) into the facts, as a whole or not at all. "
        "Says file and line of every mistake. Importing the same file twice changes nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="only say what would change")

    def handle(self, *, file, dry_run, **options):
        try:
            report = import_measurements(file, dry_run=dry_run)
        except OSError as error:
            raise CommandError(f"{error.filename or file}: {error.strerror}.") from None
        for warning in sorted(report.warnings):
            self.stderr.write(f"{warning.place}: warning: {warning.message}", self.style.WARNING)
        for error in sorted(report.errors):
            self.stderr.write(f"{error}", self.style.ERROR)
        if report.errors:
            raise CommandError(f"Nothing was imported. Mistakes found: {len(report.errors)}.")
        self.stdout.write("\n".join(report.summary()))
