"""What the download holds: tables, each with its columns and what they mean. Every form of it is made from this alone.

Readers see all of it on the site. An answer that the site shows as unknown, because it has no source, is left out, and
so is who made a check.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Concat

from articles.models import OldSlug
from comparisons.models import (
    Change,
    Fact,
    Feature,
    Proof,
    Release,
    Run,
    Source,
    Step,
    Technology,
    TechnologyKind,
    Verification,
)
from comparisons.models.drafts import public_condition
from comparisons.values import whole_address

CHUNK, RAN = 2_000, ("proof__feature__slug", "proof__technology__slug", "ran_at", "pk")


@dataclass(frozen=True)
class Column:
    """``source``: what it is read from; ``refers``: the table whose key it holds."""

    name: str
    meaning: str
    source: object = ""
    kind: str = "string"
    refers: str = ""
    read: Callable = lambda value: value

    def value(self, found):
        """What is stored; None stands for what is not known."""
        if isinstance(found := self.read(found), datetime.datetime):
            return f"{found.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%SZ}"
        return found.isoformat() if isinstance(found, datetime.date) else None if found == "" else found


@dataclass(frozen=True)
class DataTable:
    """``key``: the columns that tell its rows apart, if any do."""

    name: str
    title: str
    key: tuple
    queryset: Callable[[], QuerySet]
    columns: tuple

    def rows(self):
        """Its rows in an order that stays."""
        sources = [column.source or column.name for column in self.columns]
        for row in self.queryset().values_list(*sources).iterator(chunk_size=CHUNK):
            yield [column.value(value) for column, value in zip(self.columns, row, strict=True)]


def fact_id(feature, technology):
    return Concat(Value("fact:"), F(feature), Value(":"), F(technology), output_field=CharField())


def shown_facts():
    """The facts that the site shows as more than unknown, and those that say so themselves."""
    has_source = Exists(Source.objects.filter(fact=OuterRef("pk")))
    judged = Q(feature__kind=Feature.Kind.JUDGEMENT) | Q(level=Fact.Level.UNKNOWN)
    return Fact.objects.published().filter(has_source | judged, feature__derived_from="")


def of_facts(model, *order):
    """What stands beside the facts, in their order."""
    found = model.objects.filter(fact__in=shown_facts().order_by())
    return found.order_by("fact__feature__slug", "fact__technology__slug", *order)


def leading_slugs(model):
    """The former slugs that lead somewhere, each beside the present one."""
    present = Subquery(model.readable().filter(pk=OuterRef("object_id")).values("slug"))
    former = OldSlug.objects.of(model).filter(is_farewell=False).annotate(present=present)
    return former.filter(present__isnull=False).order_by("slug")


FACT = Column("fact", "Its fact.", fact_id("fact__feature__slug", "fact__technology__slug"), refers="facts")
FEATURE = Column("feature", "What is asked.", "feature__slug", refers="features")
TECHNOLOGY = Column("technology", "Of what it is asked.", "technology__slug", refers="technologies")
SAID = Column("source_title", "Who says so."), Column("source_url", "Where.", read=whole_address)

TABLES = (
    DataTable(
        "kinds",
        "What a technology can be",
        ("id",),
        TechnologyKind.objects.all,
        (
            Column("id", "Its slug.", "slug"),
            Column("name", "Its name."),
            Column("wanted", "The same as a reader wants it."),
        ),
    ),
    DataTable(
        "technologies",
        "What is compared",
        ("id",),
        lambda: Technology.objects.published().order_by("slug"),
        (
            Column("id", "Its slug, the last part of its address.", "slug"),
            Column("name", "Its name."),
            Column("kind", "What it is: framework, server and so on.", refers="kinds"),
            Column("language", "The programming language it is used from."),
            Column("summary", "What it is, in one sentence."),
            Column("homepage", "Its home page."),
            Column("documentation", "Its documentation."),
            Column("repository", "Its source code."),
            Column("purl", "The package URL of its package in a registry: pkg:pypi/django."),
        ),
    ),
    DataTable(
        "features",
        "What is asked of each technology",
        ("id",),
        lambda: Feature.objects.published().order_by("slug"),
        (
            Column("id", "Its slug, the last part of its address.", "slug"),
            Column("name", "Its name."),
            Column("group", "What it stands with.", "group__name"),
            Column("need", "The same as a reader's need."),
            Column("definition", "What is asked, in Markdown."),
            Column("rubric", "What counts as yes, partial and no, in Markdown."),
            Column("kind", "A fact, or a judgement, which is an opinion with its reason."),
            Column("derived_from", "Which release answers it, where it is answered by releases and no fact."),
            Column("package_part", "What of a package its answers are held against, if anything."),
            Column("unit", "What its numbers count."),
            Column("recheck_days", "How many days an answer is trusted.", kind="integer"),
        ),
    ),
    DataTable(
        "facts",
        "One technology’s answer to one feature",
        ("id",),
        lambda: shown_facts().order_by("feature__slug", "technology__slug"),
        (
            Column(
                "id", "fact:<feature>:<technology>, its name for ever.", fact_id("feature__slug", "technology__slug")
            ),
            FEATURE,
            TECHNOLOGY,
            Column("level", "yes, partial, no, not_applicable or unknown; none where the answer is a plain value."),
            Column("value", "The answer in a few words."),
            Column("number", "The number that the value states, in the unit of the feature.", kind="number"),
            Column("provider", "Who provides it: built_in, official, third_party or yourself."),
            Column("note", "What a reader should know besides."),
            Column("verified_on", "The day of its last check.", kind="date"),
            Column("verified_version", "The version it was checked against."),
            Column("verified_how", "How: by script, source, metadata, measured or judgement."),
            Column("measured_on", "The day of the run, where a third party measured it.", kind="date"),
            Column("changed_on", "The day on which it last changed in substance.", kind="date"),
            Column("reason", "Why it last changed.", "changed_because"),
        ),
    ),
    DataTable(
        "sources",
        "Where a fact can be checked",
        ("fact", "url"),
        lambda: of_facts(Source, "pk"),
        (
            FACT,
            Column("title", "Its title."),
            Column("url", "Its address.", read=whole_address),
            Column("quote", "The sentence that supports the fact."),
            Column("state", "Of the sentence: found, twice, changed, gone, unread; or dead: the page does not answer."),
            Column("state_on", "Since when it is changed, gone or dead; else the day of the last look.", kind="date"),
            Column("found_on", "When the sentence was last found there.", kind="date"),
        ),
    ),
    DataTable(
        "steps",
        "From which version on which answer held",
        ("fact", "version"),
        lambda: of_facts(Step, "version_key", "pk"),
        (
            FACT,
            Column("version", "The first one of which it holds, until the next step."),
            Column("level", "As of a fact."),
            Column("value", "The answer in a few words."),
            Column("note", "What a reader should know besides."),
            *SAID,
        ),
    ),
    DataTable(
        "checks",
        "When a fact was compared with reality",
        (),
        lambda: of_facts(Verification, "recorded_at", "pk"),
        (
            FACT,
            Column("checked_on", "The day.", "verified_on", "date"),
            Column("version", "Against which version.", "verified_version"),
            Column("method", "How: by script, source, metadata, measured or judgement.", "method"),
            Column("outcome", "still_true or changed."),
        ),
    ),
    DataTable(
        "releases",
        "Versions of the technologies",
        ("technology", "version"),
        lambda: Release.objects.filter(public_condition("technology__")).order_by(
            "technology__slug", "version_key", "version"
        ),
        (
            TECHNOLOGY,
            Column("version", "Its version."),
            Column("released_on", "YYYY-MM-DD, or YYYY-MM or YYYY where no more is known."),
            Column("full_support_until", "The published end of full support, as far as known."),
            Column("supported_until", "The published end of security fixes, as far as known."),
            Column("extended_support_until", "The published end of extended support, as far as known."),
            Column("support", "supported or ended, where no day is known on which security fixes end."),
            Column("line", "The release line that it begins, where that is not its first two numbers: 4 of 4.x."),
            Column("is_lts", "Whether it has long-term support.", kind="boolean"),
            Column("is_prerelease", "Whether it is a prerelease.", kind="boolean"),
            Column("note", "What it brought."),
            *SAID,
            Column("support_source_title", "Who says how long it is supported, where that is another."),
            Column("support_source_url", "Where."),
            Column("verified_on", "The day on which that was checked.", kind="date"),
        ),
    ),
    DataTable(
        "changes",
        "Answers that changed in substance, as it was said then",
        ("id",),
        lambda: Change.objects.published().filter(by_script=False).order_by("pk"),
        (
            Column("id", "Its id in feeds.", "uid", read=lambda uid: uid.urn),
            FEATURE,
            TECHNOLOGY,
            Column("made_at", "When.", kind="datetime"),
            Column("text", "What changed."),
            Column("reason", "Why."),
            Column("credit", "Who found it."),
            *SAID,
        ),
    ),
    DataTable(
        "proofs",
        "Scripts that show a fact",
        ("feature", "technology"),
        lambda: Proof.objects.published().order_by("feature__slug", "technology__slug"),
        (
            FEATURE,
            TECHNOLOGY,
            Column("language", "The ending of its file: py or mjs."),
            Column("digest", "The SHA-256 of the script."),
            Column("script", "The script."),
        ),
    ),
    DataTable(
        "runs",
        "What came of running a script, or its control",
        (),
        lambda: Run.objects.filter(proof__in=Proof.objects.published()).order_by(*RAN),
        (
            Column("feature", "What its proof shows.", "proof__feature__slug", refers="features"),
            Column("technology", "Of what.", "proof__technology__slug", refers="technologies"),
            Column("is_control", "Whether it is the control, which has to fail.", kind="boolean"),
            Column("digest", "The SHA-256 of what ran."),
            Column("package", "What it ran against."),
            Column("version", "In which version."),
            Column("runtime", "With what."),
            Column("platform", "On what."),
            Column("outcome", "holds, fails or broken."),
            Column("saw", "What it saw."),
            Column("milliseconds", "How long it took.", kind="integer"),
            Column("ran_at", "When.", kind="datetime"),
        ),
    ),
    *(
        DataTable(
            f"former_{name}",
            f"Former slugs of {name}, which lead to the present ones for ever",
            ("former",),
            partial(leading_slugs, model),
            (
                Column("former", "The slug it had.", "slug"),
                Column("id", "The slug it has.", "present", refers=name),
            ),
        )
        for name, model in (("technologies", Technology), ("features", Feature))
    ),
)
