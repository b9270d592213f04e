"""Proofs at the desk, to read: scripts change as files, and are run by ``manage.py run_proofs``."""

from django.contrib import admin
from django.db.models import Case, Q, When
from django.utils import timezone

from articles.desk.admin import QuerySetFilter, ShortRelatedFilter
from articles.desk.permissions import ReadOnlyMixin, nobody
from articles.desk.site import list_first
from comparisons.models import Proof, Run
from comparisons.models.proofs import ProofQuerySet, RunOutcome


class ProofStateFilter(QuerySetFilter):
    title = parameter_name = "state"
    ways = {
        "shown": ("Shows its fact", ProofQuerySet.shown),
        "never": ("Never run", lambda proofs: proofs.filter(last_run=None)),
        "fails": ("Does not hold", lambda proofs: proofs.ended(RunOutcome.FAILS)),
        "broken": ("Could not run", ProofQuerySet.broken),
        "edited": ("Edited since", ProofQuerySet.edited),
        "control": ("Without a control that failed", ProofQuerySet.without_control),
    }


class RunInline(ReadOnlyMixin, admin.TabularInline):
    model = Run
    fields = ("ran_at", "package", "version", "is_control", "outcome", "saw", "runtime", "milliseconds")
    readonly_fields = fields
    verbose_name_plural = "runs, the newest first"
    extra = 0


@admin.register(Proof)
class ProofAdmin(admin.ModelAdmin):
    """What may be deleted comes back with the next import, unless its file went too."""

    fields = readonly_fields = ("technology", "feature", "language", "state", "control", "script")
    inlines = (RunInline,)
    list_display = ("technology", "feature", "state", "age", "control", "version")
    list_display_links = ("technology", "feature")
    list_filter = (ProofStateFilter, "language", ("technology", ShortRelatedFilter))
    list_per_page = 50
    search_fields = ("technology__name", "feature__name", "script")
    has_add_permission = has_change_permission = nobody

    def view_on_site(self, proof):
        return proof.get_absolute_url()

    def get_queryset(self, request):
        about = ("technology", "feature", "last_run", "last_control")
        return super().get_queryset(request).with_tries().select_related(*about)

    @admin.display(ordering="last_run__outcome")
    def state(self, proof):
        return words_of(proof)

    @admin.display(ordering="last_run__version")
    def version(self, proof):
        return f"{proof.last_run.package} {proof.last_run.version}" if proof.last_run else ""

    @admin.display(description="last run", ordering="last_run__ran_at")
    def age(self, proof):
        return f"{(timezone.now() - proof.last_run.ran_at).days} days ago" if proof.last_run else "never"

    @admin.display(description="its control")
    def control(self, proof):
        run = proof.last_control
        failed = proof.says(run, RunOutcome.FAILS)
        return (
            f"{run.package} {run.version}: {'failed, as it must' if failed else 'not seen to fail'}"
            if run
            else "not run"
        )


@admin.site.panel(16, "comparisons.change_fact")
def silent_proofs(request):
    """The proofs that show nothing now or could not run when last tried, those that do not hold first."""
    shown, broken = (found.order_by().values("pk") for found in (Proof.objects.shown(), Proof.objects.broken()))
    fails_first = Case(When(last_run__outcome=RunOutcome.FAILS, then=0), default=1)
    silent = Proof.objects.filter(~Q(pk__in=shown) | Q(pk__in=broken)).with_tries().order_by(fails_first, "pk")
    silent = silent.select_related("technology", "feature", "last_run", "last_control").defer("script", "script_html")
    about = "Scripts that were edited, did not hold or could not run. “manage.py run_proofs” runs them."
    return list_first("Proofs to look at", silent, {}, note_of, about, name="{0.feature} in {0.technology}".format)


def note_of(proof):
    seen = f": {proof.last_run.saw}" if proof.last_run and proof.last_run.saw and not proof.is_edited else ""
    return words_of(proof) + seen


def words_of(proof):
    """What a proof shows, and whether there was trouble with it since; it comes ``with_tries``."""
    is_stuck = RunOutcome.BROKEN in {proof.tried, proof.tried_control} and proof.is_shown
    return f"{proof.state_words}; could not run when last tried" if is_stuck else proof.state_words
