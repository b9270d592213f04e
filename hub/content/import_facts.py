"""The fact base: groups of features, technologies with their releases and facts. A file is the whole truth: what it no longer lists is removed."""

from django.core.exceptions import ValidationError

from articles.history import trash
from comparisons.models import Fact, Release, Source
from hub.content.format import SOURCE
from hub.content.objects import (
    claim_named,
    claim_slugs,
    constraint_sentence,
    import_list,
    put,
    put_named,
    read_aliases,
    report_mistakes,
)

CHECK = {"verified", "version"}


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
    slugs = dict(files)
    claims = [(entry, entry.text("slug") or slug, read_aliases(entry)) for entry, slug in files]
    for entry in claim_slugs(claims):
        technology, saved = put_named(site.technologies, entry, slug=slugs[entry])
        import_releases(entry, technology, saved)
        import_facts(site, entry, technology, saved)


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
    stored = {fact.feature_id: fact for fact in technology.facts.select_related("feature")} if saved else {}
    for fact in stored.values():
        fact.technology = technology
    site.history.remember(Fact, stored.values())
    sources = stored_sources(stored.values())
    entries = {}
    for entry in owner.entries("facts"):
        feature = find_feature(site.features, entry)
        if not feature:
            put_fact(site.history, entry, Fact(technology=technology), [], saved=False)
        elif entries.setdefault(feature, entry) is not entry:
            entry.error(constraint_sentence(Fact, "fact_unique"), "feature")
    listed = {feature.pk for feature in entries}
    gone = [fact for key, fact in stored.items() if key not in listed]
    remove(owner.report, "facts", {str(fact): fact for fact in gone}, trash.discard)
    touched = {fact.feature_id for fact in gone}
    for feature, entry in entries.items():
        fact = stored.get(feature.pk) or Fact(feature=feature)
        fact.technology = technology
        touched |= {feature.pk} if put_fact(site.history, entry, fact, sources.get(fact.pk, []), saved) else set()
    if touched and saved:
        site.touched.append((owner, technology, touched))


def stored_sources(facts):
    """The sources of these facts, in order, by key of the fact."""
    sources = {}
    for source in Source.objects.filter(fact__in=facts):
        sources.setdefault(source.fact_id, []).append(source)
    return sources


def find_feature(features, entry):
    slugs = entry.names("feature")
    if len(slugs) == 1:
        return features.lookup(entry, "feature", slugs[0])
    entry.error("Write the slug of one feature here.", "feature")
    return None


def put_fact(history, entry, fact, sources, saved):
    """Import a fact; ``sources`` are those that it has. Returns whether that changes anything."""
    values, new = entry.values(), fact._state.adding
    changed_on = values["verified_on"]
    if entry.text("changed"):
        changed_on = entry.read("changed", Fact._meta.get_field("changed_on"))
    if changed_on:
        values["changed_on"] = changed_on
    changed = put(entry, fact, values, parents=["technology", "feature"], saved=saved)
    if changed and changed_on and fact.changed_on != changed_on:
        # An answer that changes is dated today, unless the file says otherwise.
        fact.changed_on = changed_on
        fact.save(update_fields=["changed_on"])
    replaced = put_sources(entry, fact, sources, saved=changed is not None)
    if changed is not None:
        entry.report.record("facts", str(fact), new, {*changed, *replaced})
        if not new and CHECK & changed:
            fact.record_verification(changed=bool(changed - CHECK - {"changed"}), name="An import")
        if changed or replaced:
            history.note(fact)
    return bool(changed or replaced)


def put_sources(owner, fact, stored, saved):
    """Give a fact the sources of its entry, in order. Returns the key of the file where they changed."""
    entries = owner.entries("sources")
    sources = [Source(**entry.values()) for entry in entries]
    check_sources(owner, fact, entries)
    if list(map(texts, sources)) == list(map(texts, stored)):
        return set()
    for entry, source in zip(entries, sources, strict=True):
        report_mistakes(entry, source, entry.fields, {"fact"})
    if saved and not any(entry.failed for entry in entries):
        Source.objects.filter(fact=fact).delete()
        for source in sources:
            source.fact = fact
            source.save()
    return {"sources"}


def texts(source):
    return [getattr(source, name) for name in SOURCE.fields]


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
