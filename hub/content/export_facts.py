"""The files of the fact base: features by group, technologies with their releases and facts."""

import datetime

from comparisons.models import Feature, FeatureGroup, Technology
from hub.content import keys
from hub.content.exported import fields, file_stems, former_slugs, in_order, listed, named_fields
from hub.content.yaml_writer import write_yaml


def files():
    """The text of each file by its path."""
    groups = feature_groups()
    return {**({"features.yaml": write_yaml(groups)} if groups else {}), **technology_files()}


def feature_groups():
    aliases, features = former_slugs(Feature), {}
    for feature in in_order(Feature.objects.all()):
        features.setdefault(feature.group_id, []).append(named_fields(feature, keys.FEATURE, aliases))
    aliases = former_slugs(FeatureGroup)
    return [
        named_fields(group, keys.GROUP, aliases) | listed("features", features.get(group.pk))
        for group in in_order(FeatureGroup.objects.all())
    ]


def technology_files():
    technologies = Technology.objects.prefetch_related("releases", "facts__feature__group", "facts__sources")
    stems = file_stems([technology.slug for technology in technologies])
    aliases, files = former_slugs(Technology), {}
    for technology in sorted(technologies, key=lambda item: item.slug):
        stem = stems[technology.slug]
        files[f"technologies/{stem}.yaml"] = write_yaml(technology_fields(technology, stem, aliases))
    return files


def technology_fields(technology, stem, aliases):
    values = fields(technology, keys.TECHNOLOGY, always=["kind"])
    if technology.slug == stem:
        del values["slug"]
    releases = sorted(technology.releases.all(), key=release_order, reverse=True)
    return {
        **values,
        **listed("aliases", aliases.get(technology.pk)),
        **listed("releases", [release_fields(release) for release in releases]),
        **listed("facts", [fact_fields(fact) for fact in sorted(technology.facts.all(), key=fact_order)]),
    }


def release_order(release):
    return release.released_on, release.version_key, release.version


def fact_order(fact):
    group, feature = fact.feature.group, fact.feature
    return group.position, group.name, feature.position, feature.name


def release_fields(release):
    values = fields(release, keys.RELEASE)
    for key in {"released", "supported_until"} & set(values):
        values[key] = whole_date(values[key])
    values["source"] = fields(release, keys.RELEASE_SOURCE)
    values["verified"] = values.pop("verified")
    return values


def whole_date(text):
    """The date that a text is, or the text itself where it is known only in part."""
    try:
        return datetime.date.fromisoformat(text) if len(text) == len("2026-11-22") else text
    except ValueError:
        return text


def fact_fields(fact):
    values = {"feature": fact.feature.slug, **fields(fact, keys.FACT)}
    if fact.changed_on != fact.verified_on:
        values["changed"] = fact.changed_on
    return values | listed("sources", [fields(source, keys.SOURCE) for source in fact.sources.all()])
