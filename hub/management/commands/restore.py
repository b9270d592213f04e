from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from articles.models import AuditEntry
from hub.archive.restoring import Unusable, bring_back, opened, restore_key


class Command(BaseCommand):
    requires_system_checks = ()  # some of them ask the database, which may be what is to be replaced
    help = (
        "Puts what `backup` wrote in the place of what is there, into SQLite or PostgreSQL, whichever it came from. "
        "Refuses while the site runs. An older archive is migrated. What is replaced is kept beside it."
    )

    def add_arguments(self, parser):
        parser.add_argument("files", type=Path, metavar="FILE", nargs="+")

    def handle(self, *, files, **options):
        file, *others = files
        if others:  # of a pattern
            raise CommandError(f"One archive is restored, and these are {len(files)}: {', '.join(map(str, files))}.")
        try:
            with opened(file) as (archive, manifest):
                replaced = bring_back(archive, manifest)
                warning = restore_key(archive)
        except FileNotFoundError:
            raise CommandError(f"There is no file {file}.") from None
        except OSError as error:  # a folder, somebody else's, or no room
            raise CommandError(f"{error}.") from error
        except Unusable as error:
            raise CommandError(f"{error} Nothing was changed.") from error
        AuditEntry.objects.record(AuditEntry.Kind.IMPORT, f"Everything, from the backup {file}.")
        rows = sum(table["rows"] for table in manifest["tables"].values())
        self.stdout.write(f"Restored what was kept at {manifest['made_at']}: {rows:,} rows.")
        for old in replaced:
            self.stdout.write(f"What was there before is kept as {old}; delete it when all is well.")
        if warning:
            self.stderr.write(warning)
