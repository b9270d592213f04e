"""The fact base: groups of features, technologies with their releases and facts.

A file is the whole truth: what it no longer lists is removed.
"""

from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.history import trash
from comparisons.answers.writing import Answer, read_sources, texts_of, write_answers
from comparisons.models import Fact, Release, Source
from comparisons.models.facts import ANSWER_FIELDS
from hub.content.objects import (
    claim_named,
    claim_slugs,
    constraint_sentence,
    import_list,
    put,
    put_named,
    read_aliases,
    report_mistakes,
    take_values,
)

CHECKER = "An import"
REASON = "Imported"  # of the revisions that it leaves


def import_features(groups, features, entries):
    """Import the groups of features.yaml in order, each with its features in order."""
    members = {entry: entry.entries("features") for entry in entries}
    free = set(claim_named([member for entry in entries for member in members[entry]]))
    homes = import_list(groups, claim_named(entries))
    for entry in entries:
        group, saved = homes.get(entry, (None, False))
        own = [member for member in members[entry] if member in free]
        import_list(features, own, extra={"group": group}, parents=["group"], saved=saved)


def import_technologies(site, files):
    """Import technologies; ``files`` are pairs of an entry and the slug that the name of its file stands for."""
    slugs, answers = dict(files), []
    claims = [(entry, entry.text("slug") or slug, read_aliases(entry)) for entry, slug in files]
    for entry in claim_slugs(claims):
        technology, saved = put_named(site.technologies, entry, slug=slugs[entry])
        import_releases(entry, technology, saved)
        answers += import_facts(site, entry, technology, saved)
    write_answers(answers, name=CHECKER, reason=REASON)


def import_releases(owner, technology, saved):
    stored = {release.version: release for release in technology.releases.all()} if saved else {}
    entries = {}
    for entry in owner.entries("releases"):
        if entries.setdefault(entry.text("version"), entry) is not entry:
            entry.error(constraint_sentence(Release, "release_unique"), "version")
    gone = [release for version, release in stored.items() if version not in entries]
    remove(owner.report, "releases", {f"{technology}: {release}": release for release in gone}, Release.delete)
    for version, entry in entries.items():
        put_release(entry, technology, stored.get(version) or Release(technology=technology), saved)


def put_release(entry, technology, release, saved):
    values = {**entry.values(), **entry.entry("source").values()}
    new = release._state.adding
    changed = put(entry, release, values, parents=["technology"], saved=saved)
    if changed is not None:
        entry.report.record("releases", f"{technology}: {release}", new, changed)


def import_facts(site, owner, technology, saved):
    """The Answers of a technology that differ from what is stored. Facts that its file no longer lists are removed."""
    stored = {fact.feature_id: fact for fact in technology.facts.select_related("feature")} if saved else {}
    for fact in stored.values():
        fact.technology = technology
    sources = read_sources(fact__in=stored.values())
    entries = {}
    for entry in owner.entries("facts"):
        feature = find_feature(site.features, entry)
        if not feature:
            answer_of_entry(entry, Fact(technology=technology), [], saved=False)
        elif entries.setdefault(feature, entry) is not entry:
            entry.error(constraint_sentence(Fact, "fact_unique"), "feature")
    listed = {feature.pk for feature in entries}
    gone = [fact for key, fact in stored.items() if key not in listed]
    remove(owner.report, "facts", {str(fact): fact for fact in gone}, trash.discard)
    answers = []
    for feature, entry in entries.items():
        fact = stored.get(feature.pk) or Fact(feature=feature)
        fact.technology = technology
        answers += answer_of_entry(entry, fact, sources[fact.pk], saved)
    touched = {fact.feature_id for fact in [*gone, *(answer.fact for answer in answers)]}
    if touched:
        site.touched.append((owner, technology, touched))
    return answers


def find_feature(features, entry):
    slugs = entry.names("feature")
    if len(slugs) == 1:
        return features.lookup(entry, "feature", slugs[0])
    entry.error("Write the slug of one feature here.", "feature")
    return None


def answer_of_entry(entry, fact, stored, saved):
    """The Answer that an entry gives, where it differs: a list of one. ``stored`` are the sources that the fact has.

    What is wrong with it is reported; then, or where what it belongs to is not ``saved``, there is none.
    """
    values, is_new = entry.values(), fact._state.adding
    changed_on = values["verified_on"]
    if entry.text("changed"):
        changed_on = entry.read("changed", Fact._meta.get_field("changed_on"))
    if changed_on:
        values["changed_on"] = changed_on
    changed = take_values(entry, fact, values, entry.fields, ["technology", "feature"])
    sources = read_fact_sources(entry, fact, stored)
    if entry.failed or sources is None or not saved:
        return []
    replaced = {"sources"} if texts_of(sources) != texts_of(stored) else set()
    entry.report.record("facts", str(fact), is_new, {entry.fields.get(name, name) for name in changed} | replaced)
    if {*ANSWER_FIELDS} & changed:
        # An answer that changes is dated today, unless the file says otherwise.
        changed_on = changed_on or timezone.localdate()
    is_checked = False if is_new else None
    return [Answer(fact, sources, is_checked, changed_on)] if changed or replaced else []


def read_fact_sources(owner, fact, stored):
    """The sources of an entry, in order, or None where something is wrong with one of them."""
    entries = owner.entries("sources")
    sources = [Source(**entry.values()) for entry in entries]
    check_sources(owner, fact, entries)
    if texts_of(sources) != texts_of(stored):
        for entry, source in zip(entries, sources, strict=True):
            report_mistakes(entry, source, entry.fields, {"fact"})
    return None if any(entry.failed for entry in entries) else sources


def check_sources(owner, fact, entries):
    """Report what the rules say against the number of sources and against one that stands there twice."""
    if fact.feature_id and not owner.failed:
        try:
            fact.check_sources(len(entries))
        except ValidationError as error:
            owner.error(error.messages[0], "sources")
    first = {}
    for entry in entries:
        if first.setdefault(entry.text("url"), entry) is not entry:
            entry.error(constraint_sentence(Source, "source_unique"), "url")


def remove(report, kind, objects, delete):
    """Let go of the objects that a file no longer lists, given by name."""
    if objects:
        report.record_removed(kind, objects)
    for item in objects.values():
        delete(item)
