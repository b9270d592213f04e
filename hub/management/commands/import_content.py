from django.core.management.base import BaseCommand, CommandError

from hub.content import import_folder


class Command(BaseCommand):
    """Other commands that import inherit from it: a dry run, all or nothing, file and line of every mistake."""

    help = (
        "Imports a folder of Markdown and YAML (docs/content-format.md), as a whole or not at all. "
        "Says file and line of every mistake. Importing the same folder twice changes nothing."
    )
    metavar = "DIR"
    import_from = staticmethod(import_folder)

    def add_arguments(self, parser):
        parser.add_argument("path", metavar=self.metavar)
        parser.add_argument("--dry-run", action="store_true", help="only say what would change")

    def handle(self, *, path, dry_run, **options):
        try:
            report = self.import_from(path, dry_run=dry_run)
        except OSError as error:
            raise CommandError(f"{error.filename or path}: {error.strerror}.") from None
        for place, message in report.together(report.warnings):
            self.stderr.write(f"{place}: warning: {message}", self.style.WARNING)
        for error in sorted(report.errors):
            self.stderr.write(f"{error}", self.style.ERROR)
        if report.errors:
            raise CommandError(f"Nothing was imported. Mistakes found: {len(report.errors)}.")
        self.stdout.write("\n".join(report.summary()))
