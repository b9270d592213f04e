from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from hub.data.files import NotADownload, write_download


class Command(BaseCommand):
    help = (
        "Writes all facts as SQLite, JSON and CSV into a folder, which must be new, empty, or an earlier download. "
        "Without one, into that which the site serves under /data/."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", metavar="DIR", nargs="?", default=settings.DOWNLOAD_ROOT)

    def handle(self, *, folder, **options):
        try:
            counts = write_download(folder)
        except NotADownload as error:
            raise CommandError(str(error)) from None
        except OSError as error:
            raise CommandError(f"{error.filename or folder}: {error.strerror}.") from None
        self.stdout.write(f"{folder} holds {counts['facts']} facts of {counts['technologies']} technologies.")
