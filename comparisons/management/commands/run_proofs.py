import os

from django.core.management.base import BaseCommand, CommandError
from django.db.models import F

from comparisons.models import Proof
from comparisons.proofs.running import keep_runs, newest_version, plan, run_plans
from comparisons.proofs.sandbox import NoSandbox, check_sandbox

JOBS = 2 * (os.cpu_count() or 1)  # many wait for a server, or for a time to pass


class Command(BaseCommand):
    help = (
        "Runs proofs, each with its control, in a sandbox without network, and records what came of it: what holds is "
        "a check of its fact, what does not hold waits at the desk. Packages are fetched once. Interrupted, it has "
        "kept what was done, and begins with the rest the next time. Ends with 1 where one shows nothing."
    )

    def create_parser(self, *args, **kwargs):
        # Every command has a --version that tells the one of Django.
        return super().create_parser(*args, conflict_handler="resolve", **kwargs)

    def add_arguments(self, parser):
        parser.add_argument("proofs", nargs="*", metavar="FEATURE/TECHNOLOGY", help="only these")
        parser.add_argument("--version", default="", help="against this version of the package instead of its own")
        parser.add_argument("--due", action="store_true", help="those of facts to check again, for the latest release")
        parser.add_argument("--jobs", type=int, choices=range(1, 33), metavar="N", default=JOBS, help="at a time")
        parser.add_argument("--offline", action="store_true", help="with what was fetched before, or not at all")

    def handle(self, *, proofs, version, due, jobs, offline, **options):
        try:
            check_sandbox()
        except NoSandbox as error:
            raise CommandError(str(error)) from None
        chosen = self.choose(proofs, due)
        plans = [plan(proof, newest_version(proof) if due else version) for proof in chosen]
        self.stdout.write(f"{len(chosen)} proofs to run, each with its control.")
        shown = 0
        for number, runs in enumerate(run_plans(plans, jobs, offline=offline), 1):
            keep_runs(runs)
            shown += all(run.is_as_wanted for run in runs)
            for run in runs:
                self.tell(f"{number}/{len(chosen)} {run.proof}", run)
        self.stdout.write(f"{shown} of {len(chosen)} shown.")
        if shown < len(chosen):
            raise CommandError(f"{len(chosen) - shown} show nothing: see the lines above, or the desk.")

    def choose(self, names, due):
        """The proofs to run, those that were not for the longest time first. Raises CommandError."""
        proofs = Proof.objects.with_runs().prefetch_related("technology__releases")
        proofs = (proofs.due() if due else proofs).order_by(F("last_run__ran_at").asc(nulls_first=True), "pk")
        found = [proof for proof in proofs if not names or str(proof) in names]
        if unknown := {*names} - set(map(str, found)):
            raise CommandError(f"There is no {'due ' if due else ''}proof {', '.join(sorted(unknown))}.")
        return found

    def tell(self, label, run):
        what = f"{'control, ' if run.is_control else ''}{run.package} {run.version}"
        line = f"{label} {what}: {run.get_outcome_display().lower()} ({run.saw}) in {run.seconds:.1f} s"
        self.stdout.write(line, None if run.is_as_wanted else self.style.ERROR)
