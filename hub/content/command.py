"""What the commands that import have in common: a dry run, all or nothing, file and line of every mistake."""

from django.core.management.base import BaseCommand, CommandError


class ImportCommand(BaseCommand):
    """Needs ``metavar``, and ``import_from(path, dry_run=…)``, which returns a report or raises OSError."""

    def add_arguments(self, parser):
        parser.add_argument("path", metavar=self.metavar)
        parser.add_argument("--dry-run", action="store_true", help="only say what would change")

    def handle(self, *, path, dry_run, **options):
        try:
            report = self.import_from(path, dry_run=dry_run)
        except OSError as error:
            raise CommandError(f"{error.filename or path}: {error.strerror}.") from None
        for warning in sorted(report.warnings):
            self.stderr.write(f"{warning.place}: warning: {warning.message}", self.style.WARNING)
        for error in sorted(report.errors):
            self.stderr.write(f"{error}", self.style.ERROR)
        if report.errors:
            raise CommandError(f"Nothing was imported. Mistakes found: {len(report.errors)}.")
        self.stdout.write("\n".join(report.summary()))
