from django.core.management.base import BaseCommand, CommandError

from articles.models import AuditEntry
from hub.content import export_folder
from hub.content.exporting import NotAnExport


class Command(BaseCommand):
    help = (
        "Writes the whole content as a folder of Markdown and YAML (docs/content-format.md) that import_content reads. "
        "The folder must be new, empty, or an earlier export."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", metavar="DIR")

    def handle(self, *, folder, **options):
        try:
            written = export_folder(folder)
        except NotAnExport as error:
            raise CommandError(str(error)) from None
        except OSError as error:
            raise CommandError(f"{error.filename or folder}: {error.strerror}.") from None
        AuditEntry.objects.record(AuditEntry.Kind.EXPORT, f"Everything, into {folder}.")
        self.stdout.write(f"{folder} holds {len(written)} files.")
