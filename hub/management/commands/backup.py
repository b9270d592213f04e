from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles.alone import alone_at
from articles.models import AuditEntry
from hub.archive.backups import make_backup, remove_older


class Command(BaseCommand):
    help = (
        "Writes everything a site keeps into one file, which its owner alone can read: the database, uploads, the key. "
        "The site may run meanwhile. What is left out is made again: the search index, kept pages, who is signed in."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", type=Path, metavar="DIR", help="by default backups/ in DATA_DIR")
        parser.add_argument("--keep", type=int, default=14, help="delete all but so many of the newest in DIR (14)")

    def handle(self, *, folder, keep, **options):
        if keep < 1:
            raise CommandError("At least one backup is kept.")
        folder = folder or settings.DATA_DIR / "backups"
        try:
            with alone_at("backup") as alone:
                if not alone:
                    raise CommandError("A backup is being made already.")
                path, manifest = make_backup(folder)
        except OSError as error:  # such as a folder that is none, or not ours, or a full disk
            raise CommandError(f"{folder}: {error.strerror}. No backup was made.") from error
        rows = sum(table["rows"] for table in manifest["tables"].values())
        size = path.stat().st_size / 1024**2
        self.stdout.write(f"{path}: {rows:,} rows, {manifest['uploads']:,} uploads, {size:,.1f} MB, read back once.")
        AuditEntry.objects.record(AuditEntry.Kind.EXPORT, f"Backup of everything, {path}.")
        for older in remove_older(folder, keep):
            self.stdout.write(f"{older} deleted")
