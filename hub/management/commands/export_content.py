from django.core.management.base import BaseCommand, CommandError

from articles.models import AuditEntry
from hub.content import export_folder


class Command(BaseCommand):
    """Another command that fills a folder inherits from it."""

    help = (
        "Writes the whole content as a folder of Markdown and YAML (docs/content-format.md) that import_content reads. "
        "The folder must be new, empty, or an earlier export."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", metavar="DIR")

    def handle(self, *, folder, **options):
        try:
            self.stdout.write(f"{folder} holds {self.fill(folder)}.")
        except OSError as error:
            raise CommandError(f"{error.filename or folder}: {error.strerror}.") from None

    def fill(self, folder):
        """Write into a folder. Return what it holds then."""
        written = export_folder(folder)
        AuditEntry.objects.record(AuditEntry.Kind.EXPORT, f"Everything, into {folder}.")
        return f"{len(written)} files"
