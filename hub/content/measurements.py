"""Measurements: the JSON file of a benchmark becomes features with a unit and facts with a number.

The same rules as for a content folder: all or nothing, file and line of every mistake, twice the same changes nothing.
"""

from pathlib import Path

from django.db import transaction

from comparisons.answers.writing import write_answers
from comparisons.models import CheckMethod, Fact, Feature, FeatureGroup, Technology
from hub.content.entries import Entry
from hub.content.files import read_text
from hub.content.format import FACT, FEATURE, Key, Kind
from hub.content.front_matter import read_json
from hub.content.import_facts import CHECKER, REASON, read_facts
from hub.content.objects import Known, claim_slugs, put_named
from hub.content.report import Problem, Report
from hub.content.yaml_text import ContentError, Mapping, read_yaml

SCHEMA = "1"
FACT_KEYS = (Key("technology"), *(key for key in FACT.keys if key.name != "feature"))
MEASURED_FACT = Kind(Fact, FACT_KEYS, parents=FACT.parents)
FEATURE_KEYS = tuple(FEATURE.by_name[name] for name in ("slug", "name", "definition", "rubric", "unit"))
MEASURE = Kind(Feature, (*FEATURE_KEYS, Key("facts", kind=MEASURED_FACT)), parents=FEATURE.parents)
MEASUREMENTS = Kind(None, (Key("measures", kind=MEASURE),))


def import_measurements(path, *, dry_run=False, minor=False):
    """Import a file of measurements and return the Report. Where it has errors, and in a dry run, nothing is changed.

    Readers are told of answers that change, unless it is ``minor``.
    """
    path = Path(path)
    report = Report(str(path.parent), dry_run)
    with transaction.atomic():
        try:
            content = read_measurements(path)
            import_measures(Entry(report, path.name, content, MEASUREMENTS, known=content), minor=minor)
        except ContentError as error:
            report.errors.add(Problem(str(path), error.line, error.message))
        if report.errors or dry_run:
            transaction.set_rollback(True)
    return report


def read_measurements(path):
    """What the file holds, each part with its line. Raises ContentError."""
    text = read_text(path)
    read_json(text, 1)
    content = read_yaml(text)  # which JSON is, and which knows its lines
    if not isinstance(content, Mapping):
        raise ContentError("This must be an object with “measures”.", 1)
    return content


def import_measures(entry, *, minor):
    if entry.text("schema") != SCHEMA:
        entry.error(f"This importer reads schema {SCHEMA} (docs/benchmark.md).", "schema")
        return
    features, technologies = Known(Feature), Known(Technology)
    group = Known(FeatureGroup).lookup_one(entry, "group")
    measures = entry.entries("measures")
    if not measures:
        entry.error("There is nothing to import here.", "measures")
    answers = []
    for measure in claim_slugs(measures):
        feature = import_feature(features, measure, group)
        answers += read_facts(measure, feature, technologies, "feature", "technology")[0]
    write_answers(answers, name=CHECKER, reason=REASON, notable=not minor, how=CheckMethod.MEASURED)


def import_feature(features, entry, group):
    """The feature of a measure, in that group; None where mistakes kept it from being saved."""
    found = features.meant(entry)
    if not entry.text("unit"):
        entry.error("A measure needs the unit of its numbers.", "unit")
    places = [feature.position for feature in features.by_slug.values() if group and feature.group_id == group.pk]
    position = found.position if found else max(places, default=-1) + 1
    return put_named(features, entry, position=position, group=group)
