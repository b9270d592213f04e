from django.conf import settings
from django.core.management.base import CommandError

from articles.alone import alone_at
from hub.data.files import write_download
from hub.management.commands.export_content import Command as ExportCommand


class Command(ExportCommand):
    help = (
        "Writes all facts as SQLite, JSON and CSV into a folder, which must be new, empty, or an earlier download. "
        "Without one, into that which the site serves under /data/."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", metavar="DIR", nargs="?", default=settings.DOWNLOAD_ROOT)

    def fill(self, folder):
        with alone_at("download") as alone:
            if not alone:
                raise CommandError("A download is being made already.")
            counts = write_download(folder)
        return f"{counts['facts']} facts of {counts['technologies']} technologies"
