"""Running proofs: what is to be run, every script and its control, each in its environment; what came of it is kept.

Environments and scripts take their time side by side; the database is asked and told by one thread alone.
"""

import platform
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.db import transaction

from articles.absolute import absolute_url
from comparisons.answers.writing import confirm_fact
from comparisons.models import Change, CheckMethod, Correction, Fact, Proof, Run
from comparisons.models.proofs import RunOutcome
from comparisons.proofs.environments import NotRunnable, Runtime, find_runtime, make_environment
from comparisons.proofs.sandbox import ScriptResult, run_script
from comparisons.script_headers import STAND_IN
from comparisons.values import numbers_of

CHECKER = "A script"
CONTROL_ARGUMENT = "--control"


@dataclass(frozen=True)
class Task:
    """A script to run, or its control, with the packages that it is run with. The first of them is what it is about."""

    proof: Proof
    packages: tuple
    is_control: bool = False
    runtime: Runtime | None = None
    problem: str = ""

    @property
    def arguments(self):
        return (CONTROL_ARGUMENT,) if self.is_control and not self.proof.header.control else ()

    def run(self, offline):
        """The ScriptResult; its environment is made where it is missing."""
        try:
            if self.problem:
                raise NotRunnable(self.problem)
            environment = make_environment(self.runtime, self.packages, offline=offline)
        except NotRunnable as error:
            return ScriptResult(RunOutcome.BROKEN, str(error))
        proof = self.proof
        result = run_script(proof.script, proof.language, self.runtime, environment, arguments=self.arguments)
        return result if result.saw else replace(result, outcome=RunOutcome.BROKEN, saw="it did not print what it saw")

    def describe(self, result):
        """The Run that a result makes."""
        package = self.packages[0]
        return Run(
            proof=self.proof,
            is_control=self.is_control,
            digest=self.proof.digest,
            package=f"{package.name} ({STAND_IN})" if self.arguments else package.name,
            version=package.version,
            runtime=str(self.runtime or ""),
            platform=f"{platform.system()} {platform.machine()}",
            outcome=result.outcome,
            saw=result.saw,
            milliseconds=round(1000 * result.seconds),
        )


def plan(proof, version=""):
    """The two tasks of a proof: its control, and itself, for another version where one is named."""
    header, runtime, problem = proof.header, None, ""
    try:
        header = header.with_version(version) if version else header
        found = find_runtime(header.runtime)
        found.check(header)
        runtime = found
    except NotRunnable as error:
        problem = str(error)
    except ValidationError as error:
        problem = " ".join(error.messages)
    control = Task(proof, header.control_packages, True, runtime, problem)
    return [control, Task(proof, header.packages, False, runtime, problem)]


def newest_version(proof):
    """The version to check a proof against: the latest release, or the one it names where that is newer."""
    named, latest = proof.header.subject.version, proof.technology.latest_version.lower().removeprefix("v")
    return max(named, latest, key=numbers_of)


def run_plans(plans, jobs, *, offline=False) -> Iterable:
    """Run the tasks of each plan one after the other, and yield their Runs, not stored yet, as a plan is done.

    Whoever stops listening has nothing more begun.
    """
    with ThreadPoolExecutor(jobs) as pool:
        try:
            for done in as_completed([pool.submit(run_plan, tasks, offline) for tasks in plans]):
                yield done.result()
        finally:
            pool.shutdown(cancel_futures=True)


def run_plan(tasks, offline):
    return [task.describe(task.run(offline)) for task in tasks]


@transaction.atomic
def keep_runs(runs):
    """Store what came of a proof and its control, and draw the consequences of it."""
    proof = Proof.objects.with_runs().select_for_update(of=("self",)).filter(pk=runs[0].proof_id).first()
    if not proof:  # it was deleted meanwhile; or it was edited or run by others, and is asked again for that
        return
    before = proof.last_run.outcome if proof.last_run else ""
    for run in runs:
        proof.keep(run)
    last, fact = proof.last_run, Fact.objects.answer_of(proof.technology, proof.feature)
    if last not in runs or proof.is_edited or not (proof.is_shown or last.outcome == RunOutcome.FAILS):
        return
    if last.outcome != before and Proof.objects.published().filter(pk=proof.pk).exists():
        tell_readers(proof, last)
    if last.outcome == RunOutcome.FAILS:
        propose_check(proof, last)
        return
    Correction.objects.withdraw(CheckMethod.SCRIPT, proof.technology, proof.feature)
    if fact:
        confirm_fact(fact, last.version, CheckMethod.SCRIPT, CHECKER)


def tell_readers(proof, run):
    """Tell subscribers what a script newly shows, or that it no longer does."""
    what = "shown by a script, with" if run.outcome == RunOutcome.HOLDS else "its script did not hold, with"
    Change.objects.create(
        technology=proof.technology,
        feature=proof.feature,
        text=f"{proof.feature} in {proof.technology}: {what} {run.package} {run.version}"[:400],
        reason=f"It saw: {run.saw}",
        source_title="The script and its runs",
        source_url=absolute_url(proof.get_absolute_url()),
        by_script=True,
    )


def propose_check(proof, run):
    """Tell the desk, by the way of readers’ corrections, that a fact did not hold. The fact itself stays as it is."""
    problem = (
        f"The script that shows this did not hold for {run.package} {run.version} on {run.runtime}. It saw: {run.saw}"
    )
    Correction.objects.propose(
        CheckMethod.SCRIPT,
        f"{run.version}:{proof.digest[:16]}",
        proof.technology,
        proof.feature,
        problem=problem,
        version=run.version,
        source_url=absolute_url(proof.get_absolute_url()),
        name=CHECKER,
    )
