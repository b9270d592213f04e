import csv
import random

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db.models import OuterRef, Q, Subquery

from comparisons.exports.formats import without_formula
from comparisons.models import Fact, Verification

COLUMNS = ("fact", "technology", "question", "definition", "what counts", "version", "sources", "outcome", "remark")


class Command(BaseCommand):
    help = (
        "Draws facts at random and writes them as CSV, without our answers, for somebody to find the answers anew. "
        "Compare them with ours then, write “right”, “imprecise” or “wrong” beside each, and record the counts at the "
        "desk under “Samples”: they stand on /trust/. The same seed draws the same facts from the same content."
    )

    def add_arguments(self, parser):
        parser.add_argument("size", type=int, help="how many facts")
        parser.add_argument("--seed", type=int, required=True, help="a number to draw by")
        parser.add_argument("--for", dest="checker", metavar="USERNAME", help="leave out what this editor checked last")

    def handle(self, *, size, seed, checker, **options):
        if size < 1 or seed < 0:
            raise CommandError("Draw one fact at least, by a seed that is not negative.")
        facts = Fact.objects.published().exclude(level=Fact.Level.UNKNOWN).order_by("feature__slug", "technology__slug")
        if checker:
            if not get_user_model().objects.filter(username=checker).exists():
                raise CommandError(f"There is no account “{checker}”.")
            last = Verification.objects.filter(fact=OuterRef("pk")).order_by("-recorded_at", "-pk")
            facts = facts.annotate(by=Subquery(last.values("user__username")[:1])).filter(~Q(by=checker) | Q(by=None))
        keys = list(facts.values_list("pk", flat=True))
        if len(keys) < size:
            raise CommandError(f"There are {len(keys)} facts to draw from.")
        drawn = random.Random(seed).sample(keys, size)  # noqa: S311 - to be drawn again, not to be secret
        found = Fact.objects.select_related("technology", "feature").prefetch_related("sources").in_bulk(drawn)
        table = csv.writer(self.stdout, lineterminator="\n")
        table.writerow(COLUMNS)
        table.writerows(question_of(found[key]) for key in drawn)


def question_of(fact):
    feature, technology = fact.feature, fact.technology
    sources = " ".join(source.url for source in fact.sources.all())
    asked = (technology.name, feature.name, feature.definition, feature.rubric, fact.verified_version, sources)
    return (f"fact:{feature.slug}:{technology.slug}", *map(without_formula, asked), "", "")
