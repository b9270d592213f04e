"""Proof: a small program that shows a fact. Run: one execution of it, or of its control, and what it saw."""

import datetime
import hashlib
from functools import cached_property

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from articles.markdown import rendering
from articles.models import RenderedModel
from comparisons.script_headers import read_script_header
from comparisons.values import numbers_of

from .changes import PairQuerySet
from .facts import Fact
from .features import Feature
from .technologies import Technology

LONGEST_SCRIPT = 20_000
LONGEST_SAW = 200


class RunOutcome(models.TextChoices):
    """What a run says, and with which exit status a script says so; whatever else one ends with shows nothing."""

    HOLDS = "holds", "Holds"
    FAILS = "fails", "Does not hold"
    BROKEN = "broken", "Could not run"


class ProofQuerySet(PairQuerySet):
    def with_runs(self):
        """With what says whether they show their fact, and what their addresses are made of."""
        return self.select_related("technology", "feature", "last_run", "last_control").fetch_mode(models.FETCH_RAISE)

    def shown(self):
        """The proofs that show their fact now: it held, the control did not, and the script is still that one."""
        return self.filter(
            last_run__outcome=RunOutcome.HOLDS,
            last_run__digest=F("digest"),
            last_control__outcome=RunOutcome.FAILS,
            last_control__digest=F("digest"),
        )

    def for_table(self, technologies, features):
        """The proofs that show an answer of these technologies to these features, with their last run alone."""
        shown = self.published().shown().filter(technology__in=technologies, feature__in=features).order_by()
        return shown.select_related("last_run").defer("script", "script_html").fetch_mode(models.FETCH_RAISE)

    def side_by_side(self, technologies, features):
        """A list for each of these features of the proofs of these technologies, both in the order given."""
        proofs = self.published().with_runs().filter(technology__in=technologies, feature__in=features).order_by()
        found = {(proof.feature_id, proof.technology_id): proof for proof in proofs} if features else {}
        rows = {
            feature: [found[key] for technology in technologies if (key := (feature.pk, technology.pk)) in found]
            for feature in features
        }
        return [(feature, proofs) for feature, proofs in rows.items() if proofs]

    def edited(self):
        """The proofs whose script changed after its last run."""
        return self.exclude(last_run=None).exclude(last_run__digest=F("digest"))

    def ended(self, outcome):
        """The proofs whose last run, of the script as it is, had this outcome."""
        return self.filter(last_run__outcome=outcome, last_run__digest=F("digest"))

    def with_tries(self):
        """With the outcome of the newest try of the script as it is, ``tried``, and of its control."""
        runs = Run.objects.filter(proof=models.OuterRef("pk"), digest=models.OuterRef("digest"))
        script, control = (runs.filter(is_control=kind).order_by("-ran_at", "-pk") for kind in (False, True))
        tries = {"tried": script.values("outcome")[:1], "tried_control": control.values("outcome")[:1]}
        return self.annotate(**{name: models.Subquery(newest) for name, newest in tries.items()})

    def broken(self):
        """The proofs whose script, or its control, could not run when that was last tried."""
        return self.with_tries().filter(Q(tried=RunOutcome.BROKEN) | Q(tried_control=RunOutcome.BROKEN))

    def without_control(self):
        """The proofs that hold, and whose control did not fail: they prove nothing."""
        return self.ended(RunOutcome.HOLDS).exclude(pk__in=self.shown().values("pk"))

    def due(self):
        """The proofs of facts that are to be checked again."""
        facts = Fact.objects.to_recheck().filter(technology=models.OuterRef("technology"))
        return self.filter(models.Exists(facts.filter(feature=models.OuterRef("feature"))))


class Proof(RenderedModel):
    """A script that shows the answer of a technology to a feature. It changes as a file and comes in by import."""

    class Language(models.TextChoices):
        PYTHON = "py", "Python"
        NODE = "mjs", "JavaScript"

    technology = models.ForeignKey(Technology, on_delete=models.CASCADE, related_name="proofs")
    feature = models.ForeignKey(Feature, on_delete=models.CASCADE, related_name="proofs")
    language = models.CharField(max_length=3, choices=Language)
    script = models.TextField(max_length=LONGEST_SCRIPT, validators=[MaxLengthValidator(LONGEST_SCRIPT)])
    script_html = models.TextField(editable=False)
    digest = models.CharField(max_length=64, editable=False)
    last_run = models.ForeignKey("Run", null=True, on_delete=models.SET_NULL, related_name="+", editable=False)
    last_control = models.ForeignKey("Run", null=True, on_delete=models.SET_NULL, related_name="+", editable=False)

    objects = ProofQuerySet.as_manager()

    rendered_fields = ("script_html", "digest")

    class Meta:
        ordering = ["feature__group__position", "feature__position", "technology__name", "pk"]
        default_permissions = ("view", "delete")
        constraints = [
            models.UniqueConstraint(
                fields=["technology", "feature"],
                name="proof_unique",
                violation_error_message="This technology has a proof for this feature already.",
            )
        ]

    def __str__(self):
        return f"{self.feature.slug}/{self.technology.slug}"

    def get_absolute_url(self):
        return reverse("proof-detail", kwargs={"feature": self.feature.slug, "technology": self.technology.slug})

    def clean(self):
        super().clean()
        try:
            read_script_header(self.script, self.language)
        except ValidationError as error:
            raise ValidationError({"script": error.messages}) from None

    def render(self, names=None):
        self.digest = hashlib.sha256(self.script.encode()).hexdigest()
        self.script_html = rendering.render(fenced(self.script, self.get_language_display())).html

    @cached_property
    def header(self):
        return read_script_header(self.script, self.language)

    @property
    def script_address(self):
        """Where the file itself stands."""
        return f"{self.get_absolute_url().removesuffix('/')}.{self.language}"

    @property
    def filename(self):
        return f"{self.technology.slug}.{self.language}"

    @property
    def download_name(self):
        """What a reader saves it as: a file called flask.py would stand in for the package that it imports."""
        return f"{self.feature.slug}-{self.filename}"

    @property
    def is_edited(self):
        return bool(self.last_run) and self.last_run.digest != self.digest

    @property
    def is_shown(self):
        """Whether it shows its fact now; see ``ProofQuerySet.shown``."""
        return self.says(self.last_run, RunOutcome.HOLDS) and self.says(self.last_control, RunOutcome.FAILS)

    @property
    def state_words(self):
        """What it shows now, in two or three words."""
        if not self.last_run or self.is_edited:
            return "Edited since its last run" if self.last_run else "Never run"
        if self.last_run.outcome == RunOutcome.HOLDS and not self.is_shown:
            return "Holds, but its control was not seen to fail"
        return self.last_run.get_outcome_display()

    def says(self, run, outcome):
        """Whether a run of the script as it is had this outcome."""
        return run is not None and run.digest == self.digest and run.outcome == outcome

    def keep(self, run):
        """Keep a run, in the place of an older one that said the same; whether that changed anything.

        It becomes the last one, which readers are shown, unless that is of a newer version, or younger.
        """
        stored = Run.objects.filter(proof=self, **{name: getattr(run, name) for name in WHAT_IT_SAYS}).first()
        if stored and stored.ran_at >= run.ran_at:
            return False
        run.proof, run.pk, run._state.adding = self, stored and stored.pk, not stored
        run.save()
        name = "last_control" if run.is_control else "last_run"
        if self.is_newer(run, getattr(self, name)):
            setattr(self, name, run)
            super(RenderedModel, self).save(update_fields=[name])  # rendering takes longer than all else here
        return True

    def is_newer(self, run, last):
        """Whether a run takes the place of the last one. One of another script than today’s counts for nothing.

        One that could not run takes no place of one that said something: readers keep what was seen.
        """
        if not last or self.digest not in {run.digest, last.digest}:
            return True
        if run.digest != last.digest:
            return run.digest == self.digest
        if RunOutcome.BROKEN in {run.outcome, last.outcome}:
            return last.outcome == RunOutcome.BROKEN
        if run.package != last.package:
            return run.ran_at >= last.ran_at
        return (numbers_of(run.version), run.ran_at) >= (numbers_of(last.version), last.ran_at)


def fenced(code, language):
    """Markdown of a block of code, behind a fence that is longer than any in it."""
    fence = "```"
    while fence in code:
        fence += "`"
    return f"{fence}{language.lower()}\n{code.rstrip()}\n{fence}\n"


def to_the_second():
    return timezone.now().replace(microsecond=0)


WHAT_IT_SAYS = ("is_control", "digest", "package", "version", "runtime", "platform", "outcome", "saw")


class Run(RenderedModel):
    """What came of running a script, or its control, against a version of a package. Its text then has that digest."""

    proof = models.ForeignKey(Proof, on_delete=models.CASCADE, related_name="runs")
    is_control = models.BooleanField("control", default=False)
    digest = models.CharField(max_length=64)
    package = models.CharField(max_length=200)
    version = models.CharField(max_length=60)
    runtime = models.CharField(max_length=60, help_text="Such as Python 3.13.0.")
    platform = models.CharField(max_length=60, help_text="Such as Linux x86_64.")
    outcome = models.CharField(max_length=6, choices=RunOutcome)
    saw = models.CharField("what it saw", max_length=LONGEST_SAW, blank=True)
    milliseconds = models.PositiveIntegerField()
    ran_at = models.DateTimeField(default=to_the_second)

    class Meta:
        ordering = ["-ran_at", "-pk"]
        default_permissions = ("view",)
        indexes = [models.Index(fields=["proof", "is_control", "-ran_at"])]

    def __str__(self):
        return f"{self.package} {self.version}: {self.get_outcome_display().lower()}"

    def clean(self):
        super().clean()
        if self.ran_at > timezone.now() + datetime.timedelta(hours=1):  # clocks differ a little
            raise ValidationError({"ran_at": "A run cannot lie in the future."})

    @property
    def is_as_wanted(self):
        """Whether a script held, or its control did not."""
        return self.outcome == (RunOutcome.FAILS if self.is_control else RunOutcome.HOLDS)

    @property
    def seconds(self):
        return self.milliseconds / 1000
