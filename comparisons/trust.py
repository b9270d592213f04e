"""How true this site is, in figures: what /trust/ says, counted in the database and never estimated."""

import datetime

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import TruncDate
from django.utils import timezone

from comparisons.models import CheckMethod, Correction, Fact, Feature, Proof, Sample, Source
from comparisons.models.sources import THERE, SourceState

DAY = datetime.timedelta(days=1)


def count_trust():
    """All figures of the page, in as many queries whatever there is to count."""
    answers = Fact.objects.published().exclude(level=Fact.Level.UNKNOWN).order_by()
    count = answers.count()
    return {
        "day": timezone.localdate(),
        "answers": count,
        "unknown": Fact.objects.published().filter(level=Fact.Level.UNKNOWN).count(),
        "methods": count_methods(answers),
        "shown": Proof.objects.published().shown().count(),
        "backing": count_backing(answers),
        "overdue": Fact.objects.published().to_recheck().count(),
        "median_age": median_age(answers.order_by("verified_on"), count),
        "sources": count_sources(),
        "corrections": count_corrections(),
        "samples": Sample.objects.all(),
    }


def count_methods(answers):
    """Pairs of how a fact was last checked, in words, and how many were; the most trustworthy way first."""
    found = dict(answers.values_list("verified_how").annotate(Count("pk")))
    return [(CheckMethod(how).label if how else "Not said", found[how]) for how in [*CheckMethod, ""] if how in found]


def count_backing(answers):
    """How many of these facts rest on what."""
    sources = Source.objects.filter(fact=OuterRef("pk")).order_by()
    second = Source.objects.filter(fact=OuterRef("fact"), pk__lt=OuterRef("pk"))
    found = {
        "quoted": Exists(sources.exclude(quote="")),
        "found": Exists(sources.filter(state__in=THERE)),
        "twice": Exists(sources.filter(Exists(second))),
        "judged": Q(feature__kind=Feature.Kind.JUDGEMENT),
    }
    return answers.aggregate(**{name: Count("pk", filter=condition) for name, condition in found.items()})


def count_sources():
    """How many sources there are, and of how many the last look found what."""
    states = dict(
        Source.objects.filter(fact__in=Fact.objects.published()).order_by().values_list("state").annotate(Count("pk"))
    )
    lost = {state: states.get(state, 0) for state in (SourceState.CHANGED, SourceState.GONE, SourceState.DEAD)}
    return {"all": sum(states.values()), "looked": sum(states.values()) - states.get("", 0), **lost}


def count_corrections():
    """What readers sent, and what became of it."""
    sent = Correction.objects.filter(filed_as="")
    states = dict(sent.order_by().values_list("state").annotate(Count("pk")))
    decided = sent.exclude(decided_at=None).values_list(TruncDate("made_at"), TruncDate("decided_at"))
    waits = sorted((last - first).days for first, last in decided)
    return {"received": sum(states.values()), "median_days": waits[len(waits) // 2] if waits else None, **states}


def median_age(answers, count):
    """The age in days of the check in the middle of so many, the oldest first; or None."""
    middle = answers.values_list("verified_on", flat=True)[max(count - 1, 0) // 2 :].first()
    return middle and (timezone.localdate() - middle) // DAY
