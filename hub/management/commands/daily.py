import time

from django.core.management.base import BaseCommand, CommandError

from articles.alone import alone_at
from hub.environment import FULL_TEXT, is_full
from hub.operation.housekeeping import steps


class Command(BaseCommand):
    help = (
        "Does what is to be done every day: removes what nobody needs any more, asks for new releases, and whether "
        "sources still answer. Where a step fails, the others are done, and the command ends with 1."
    )

    def handle(self, **options):
        with alone_at("daily") as alone:
            if not alone:
                raise CommandError("It is being done already.")
            planned = list(steps(self.stdout, self.stderr))
            done = [self.do(f"{n}/{len(planned)} {name}", step) for n, (name, step) in enumerate(planned, start=1)]
        failed = [name for (name, _), worked in zip(planned, done, strict=True) if not worked]
        self.stdout.write(f"{len(done) - len(failed)} of {len(done)} steps done.")
        if failed:
            raise CommandError(f"Failed: {', '.join(failed)}.")

    def do(self, name, step):
        """Do a step and say how it went and how long it took; whether it worked."""
        began = time.monotonic()
        self.stdout.write(f"{name} …")
        try:
            outcome = step() or "done"
        except Exception as error:  # whatever it is, the other steps are independent of it
            self.stderr.write(f"{name}: {FULL_TEXT if is_full(error) else f'{type(error).__name__}: {error}'}")
            return False
        self.stdout.write(f"{name}: {outcome} ({time.monotonic() - began:.1f} s)")
        return True
