from django.core.management.base import BaseCommand, CommandError

from articles.models import AuditEntry
from hub.content import import_folder
from hub.content.importing import CHOICES


class Command(BaseCommand):
    help = (
        "Imports a folder of Markdown and YAML (docs/content-format.md), as a whole or not at all. "
        "Says file and line of every mistake. Importing the same folder twice changes nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("path", metavar="DIR")
        parser.add_argument("--dry-run", action="store_true", help="only say what would change")
        for name, meaning in CHOICES.items():
            parser.add_argument(f"--{name.replace('_', '-')}", action="store_true", help=meaning)

    def handle(self, *, path, **options):
        try:
            report = import_folder(path, **{name: options[name] for name in ("dry_run", *CHOICES)})
        except OSError as error:
            raise CommandError(f"{error.filename or path}: {error.strerror}.") from None
        for word, problems in (("to do", report.notes), ("warning", report.warnings)):
            for place, message in report.together(problems):
                self.stderr.write(f"{place}: {word}: {message}", self.style.WARNING)
        for error in sorted(report.errors | report.left_out):
            self.stderr.write(f"{error}", self.style.ERROR)
        if report.errors:
            raise CommandError(f"Nothing was imported. Mistakes found: {len(report.errors | report.left_out)}.")
        if not report.dry_run and any(any(changes.counts()[:3]) for changes in report.kinds.values()):
            AuditEntry.objects.record(AuditEntry.Kind.IMPORT, f"{path}: {report.summary()[-1]}.")
        self.stdout.write("\n".join(report.summary()))
