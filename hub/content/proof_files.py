"""Proofs as files: a script each, ``proofs/<feature>/<technology>.py`` or ``.mjs``, and their last runs in one list."""

from operator import attrgetter

from comparisons.models import Feature, Proof, Run, Technology
from hub.content.entries import Entry, read_entries, slug_of
from hub.content.files import PROOFS, RUNS
from hub.content.format import Key, Kind, fields
from hub.content.objects import put, take_values
from hub.content.yaml_text import Mapping, Text, write_yaml

PROOF = Kind(
    Proof, (Key("feature"), Key("technology"), *fields("language", "script")), parents=("technology", "feature")
)
RUN = Kind(
    Run,
    (
        Key("feature", write=attrgetter("proof.feature.slug")),
        Key("technology", write=attrgetter("proof.technology.slug")),
        Key("control", "is_control"),
        *fields("package", "version", "runtime", "platform", "outcome", "saw", "milliseconds"),
        Key("ran", "ran_at", always=True),
        *fields("digest"),
    ),
    parents=("proof",),
)


def import_proofs(known, report, scripts, runs):
    """Import scripts, texts by path, and then the entries of runs, None where there is no such file."""
    proofs = {(proof.feature_id, proof.technology_id): proof for proof in Proof.objects.with_runs()}
    written = {}
    for path, text in scripts.items():
        import_script(known, entry_of_script(report, path, text), proofs, written)
    for entry in read_entries(report, RUNS, runs, RUN):
        import_run(known, entry, proofs)


def entry_of_script(report, path, text):
    values = {"feature": path.parts[1], "technology": slug_of(path.stem), "language": path.suffix[1:], "script": text}
    mapping = Mapping(0)
    mapping.update({name: Text(value, 0) for name, value in values.items()})
    mapping.lines.update(dict.fromkeys(values, 0))
    return Entry(report, path.as_posix(), mapping, PROOF)


def subject_of(known, entry):
    """The feature and the technology that an entry names, or None with an error."""
    found = [known[model].lookup_one(entry, key) for model, key in ((Feature, "feature"), (Technology, "technology"))]
    return tuple(found) if all(found) else None


def import_script(known, entry, proofs, written):
    subject = subject_of(known, entry)
    if not subject:
        return
    feature, technology = subject
    key = feature.pk, technology.pk
    if written.setdefault(key, entry) is not entry:
        entry.error(f"{technology} has a proof for this in {written[key].path} already.")
        return
    proof = proofs.get(key) or Proof(feature=feature, technology=technology)
    new = proof._state.adding
    changed = put(entry, proof, entry.values())
    if changed is not None:
        proofs[key] = proof
        entry.report.record("proofs", str(proof), new, changed)


def import_run(known, entry, proofs):
    subject = subject_of(known, entry)
    proof = subject and proofs.get(tuple(item.pk for item in subject))
    if subject and not proof:
        entry.error("There is no proof of this, so this run is of nothing.", "feature")
    run = Run()
    take_values(entry, run, entry.values(), entry.fields)
    if proof and not entry.failed:
        entry.report.record("runs", f"{proof}, {run}", proof.keep(run), [])


def proof_texts(values_of):
    """The text of each file, by its path; ``values_of`` makes the values of an entry from its kind and its object."""
    proofs = sorted(Proof.objects.with_runs(), key=str)
    texts = {f"{PROOFS}/{proof.feature.slug}/{proof.filename}": proof.script for proof in proofs}
    entries = []
    for proof in proofs:
        for run in filter(None, (proof.last_run, proof.last_control)):
            run.proof = proof
            entries.append(values_of(RUN, run))
    return texts | ({RUNS: write_yaml(entries)} if entries else {})
