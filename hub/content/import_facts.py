"""The fact base: groups of features, technologies with their releases and facts.

A file is the whole truth: what it no longer lists is removed.
"""

from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.history import trash
from comparisons.answers.writing import ROWS, Answer, read_rows, texts_of, write_answers
from comparisons.models import Change, Fact, Feature, FeatureGroup, Release, Source, Step, Technology, TechnologyKind
from comparisons.models.facts import ANSWER_FIELDS
from comparisons.models.steps import mistakes_beside
from comparisons.models.technologies import USUAL_KIND
from hub.content.field_types import read_day
from hub.content.objects import (
    claim_slugs,
    constraint_sentence,
    put,
    put_list,
    put_named,
    report_mistakes,
    take_values,
    usual_first,
)

CHECKER = "An import"
REASON = "Imported"  # of the revisions that it leaves


def import_features(known, entries):
    """Import the groups of features.yaml in order, each with its features in order."""
    members = {entry: entry.entries("features") for entry in entries}
    free = set(claim_slugs([member for entry in entries for member in members[entry]]))
    groups = put_list(known[FeatureGroup], claim_slugs(entries))
    for entry in entries:
        put_list(known[Feature], [member for member in members[entry] if member in free], group=groups.get(entry))


def import_technologies(known, entries, *, minor):
    """Import technologies. Readers are told of answers that change, as of those of editors, unless it is ``minor``."""
    answers = []
    for entry in usual_first(claim_slugs(entries)):
        is_first = not known[Technology].meant(entry)
        kind = known[TechnologyKind].lookup_one(entry, "kind") if entry.text("kind") else None
        technology = put_named(known[Technology], entry, **({"kind": kind} if kind else {"kind_id": USUAL_KIND}))
        import_releases(entry, technology)
        answers += import_facts(known, entry, technology, is_first=is_first)
    write_answers(answers, name=CHECKER, reason=REASON, notable=not minor)
    if not minor:
        Change.objects.retell(answers)


def import_releases(owner, technology):
    """Import the releases of a technology, None where that is not saved: then only their mistakes are reported."""
    stored = {release.version: release for release in technology.releases.all()} if technology else {}
    entries = {}
    for entry in owner.entries("releases"):
        if entries.setdefault(entry.text("version"), entry) is not entry:
            entry.error(constraint_sentence(Release, "release_unique"), "version")
    gone = [release for version, release in stored.items() if version not in entries]
    remove(owner.report, "releases", {f"{technology}: {release}": release for release in gone}, Release.delete)
    for version, entry in entries.items():
        release = stored.get(version) or Release(technology=technology)
        new = release._state.adding
        sources = {**entry.entry("source").values(), **entry.entry("support_source").values()}
        changed = put(entry, release, {**entry.values(), **sources})
        if changed is not None:
            entry.report.record("releases", f"{technology}: {release}", new, changed)


def import_facts(known, owner, technology, *, is_first):
    """The Answers of a technology that differ from what is stored. Facts that its file no longer lists are removed.

    The technology is None where it is not saved: then only mistakes are reported. ``is_first`` says that it came in
    with this import, and so all its facts.
    """
    stored = {fact.feature_id: fact for fact in technology.facts.select_related("feature")} if technology else {}
    rows, entries, answers = {model: read_rows(model, fact__in=stored.values()) for model in ROWS}, {}, []
    for fact in stored.values():
        fact.technology = technology
    for entry in owner.entries("facts"):
        feature = known[Feature].lookup_one(entry, "feature")
        if feature and entries.setdefault(feature.pk, entry) is not entry:
            entry.error(constraint_sentence(Fact, "fact_unique"), "feature")
        about = {name: item for name, item in (("technology", technology), ("feature", feature)) if item}
        fact = stored.get(feature and feature.pk) or Fact(**about)
        of_fact = {model: found[fact.pk] for model, found in rows.items()}
        answers += answer_of_entry(entry, fact, of_fact, is_first=is_first)
    gone = [fact for key, fact in stored.items() if key not in entries]
    for fact in gone:
        fact.is_told = not owner.report.minor
    remove(owner.report, "facts", {str(fact): fact for fact in gone}, trash.discard)
    return answers


def answer_of_entry(entry, fact, stored, *, is_first):
    """The Answer that an entry gives, where it differs: a list of one. ``stored`` are the rows that the fact has.

    It is no news where it comes with the first, or the file says that the answer did not change since the last time.
    What is wrong with it is reported; then, or where what it belongs to is not saved, there is none.
    """
    values, is_new = entry.values(), fact._state.adding
    said_on, known_on = entry.read("changed", read_day), None if is_new else fact.changed_on
    changed_on = said_on or values["verified_on"]
    if changed_on:
        values["changed_on"] = changed_on
    changed = take_values(entry, fact, values, entry.fields)
    try:
        fact.check_reason("" if fact.changed_because == fact.loaded.get("changed_because") else fact.changed_because)
    except ValidationError as error:
        entry.error(error.messages[0], "level")
    sources, steps = read_fact_sources(entry, fact, stored[Source]), read_fact_steps(entry, fact, stored[Step])
    if entry.failed or sources is None or steps is None or not (fact.technology_id and fact.feature_id):
        return []
    replaced = {"sources"} if texts_of(sources) != texts_of(stored[Source]) else set()
    replaced |= {"steps"} if texts_of(steps) != texts_of(stored[Step]) else set()
    entry.report.record("facts", str(fact), is_new, {entry.fields.get(name, name) for name in changed} | replaced)
    if {*ANSWER_FIELDS} & changed:
        # An answer that changes is dated today, unless the file says otherwise.
        changed_on = changed_on or timezone.localdate()
    is_checked = False if is_new else None
    is_minor = is_first or bool(said_on and known_on and said_on <= known_on)
    return [Answer(fact, sources, is_checked, changed_on, is_minor, steps)] if changed or replaced else []


def read_fact_sources(owner, fact, stored):
    """The sources of an entry, in order, or None where something is wrong with one of them."""
    entries = owner.entries("sources")
    sources = [Source(**entry.values()) for entry in entries]
    if fact.feature_id and not owner.failed:
        try:
            fact.check_sources(len(entries))
        except ValidationError as error:
            owner.error(error.messages[0], "sources")
    first = {}
    for entry in entries:
        if first.setdefault(entry.text("url"), entry) is not entry:
            entry.error(constraint_sentence(Source, "source_unique"), "url")
    return judged_rows(entries, sources, stored)


def read_fact_steps(owner, fact, stored):
    """The steps of an entry, the oldest first, or None where something is wrong with one of them."""
    entries = owner.entries("steps")
    steps = [Step(**entry.values(), **entry.entry("source").values()) for entry in entries]
    for step in steps:
        step.render()
    for place, field, sentence in mistakes_beside(fact, steps):
        entries[place].error(sentence, field)
    in_order = sorted(zip(entries, steps, strict=True), key=lambda pair: pair[1].version_key)
    return judged_rows([entry for entry, _ in in_order], [step for _, step in in_order], stored)


def judged_rows(entries, rows, stored):
    """The rows that these entries are, or None with what is wrong."""
    if texts_of(rows) != texts_of(stored):
        for entry, row in zip(entries, rows, strict=True):
            report_mistakes(entry, row, entry.fields)
    return None if any(entry.failed for entry in entries) else rows


def remove(report, kind, objects, delete):
    """Let go of the objects that a file no longer lists, given by name."""
    if objects:
        report.kinds[kind].removed += objects
    for item in objects.values():
        delete(item)
