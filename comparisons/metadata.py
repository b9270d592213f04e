"""Metadata of the pages that show facts. Nothing here asks the database: all of it comes from what the view fetched."""

from django.urls import reverse
from django.utils.text import get_text_list

from articles.absolute import absolute_url
from articles.metadata import Metadata, description_of, licence_data, numbered, of_published, site_data, text_of_html

CHECKED_FACTS = "every fact with its source, the date of its last check and the version it was checked against"


def of_comparison(comparison, table, last_change):
    """``last_change`` is the day on which its text or one of its facts last changed."""
    fallback = f"{listed_names(table.columns)} side by side: {CHECKED_FACTS}."
    parent = ("Comparisons", reverse("comparison-list"))
    path, formats = comparison.get_absolute_url(), (("csv", "text/csv"), ("json", "application/json"))
    files = [(reverse(f"comparison-detail.{end}", kwargs={"slug": comparison.slug}), kind) for end, kind in formats]
    data = table_data(f"{comparison.title}: the facts", table, path, last_change, files)
    return of_published(comparison, table.columns, last_change, fallback, parent, [data] if table.rows else [])


def of_technology(technology, table):
    summary = (technology.summary or technology.name).rstrip(".")
    data = table_data(f"Facts about {technology}", table, technology.get_absolute_url(), table.last_change)
    return Metadata(
        f"{technology}: facts, releases, comparisons",
        f"{summary}. Every fact with its source, date and version.",
        technology.get_absolute_url(),
        name=technology.name,
        parents=(("Technologies", reverse("technology-list")),),
        data=(data,) if table.rows else (),
    )


def of_feature(feature, number):
    fallback = f"{feature}: what is asked, what counts as yes, partial and no, and each technology's sourced answer."
    metadata = Metadata(
        f"{feature}: every technology's answer",
        description_of(text_of_html(feature.definition_html), fallback),
        feature.get_absolute_url(),
        name=feature.name,
        parents=(("Features", reverse("feature-list")),),
    )
    return numbered(metadata, number)


def of_fact(cell):
    return Metadata(
        f"{cell.feature} in {cell.technology}",
        description_of(f"{cell.level_and_value}. {cell.note}".strip()),
        cell.address,
        name=cell.feature.name,
        modified=cell.changed_on,
        parents=(
            ("Technologies", reverse("technology-list")),
            (cell.technology.name, cell.technology.get_absolute_url()),
        ),
    )


def of_proof(proof):
    about = f"{proof.feature} in {proof.technology}"
    return Metadata(
        f"{about}, shown by a script",
        f"{about}: a script to read, copy and run, its control, and what it saw in each version.",
        proof.get_absolute_url(),
        name=str(proof.technology),
        parents=(("Proofs", reverse("proof-list")), (proof.feature.name, proof.feature.get_absolute_url())),
    )


def of_selection(selection):
    """Technologies that an address put side by side, or the page where a reader chooses them."""
    if selection.is_comparable:
        title = f"{selection.title}, side by side"
        description = f"{selection.title}: {CHECKED_FACTS}."
    else:
        title = "Compare technologies"
        description = "Put any two to six technologies side by side, from sourced and dated facts."
    changed = selection.table.last_change if selection.is_comparable else None
    return Metadata(title, description, selection.canonical_path, name="Compare", modified=changed)


def of_choice():
    description = "Say what you need, and see which technologies have it, which miss it by one, and what nobody knows."
    return Metadata("Choose by what you need", description, reverse("choose"))


def of_correction(path, mistakes=0):
    """``mistakes``: how many fields of the form have to be mended; the title says so first."""
    title = f"To be mended: {mistakes}. Correction" if mistakes else "Correction"
    return Metadata(title, "What a reader says is wrong.", path, has_trail=False)


def table_data(name, table, path, modified, files=()):
    """A table with at least one row as a data set."""
    about = {"variableMeasured": [row.feature.name for row in table.rows]}
    about |= {"dateModified": modified.isoformat()} if modified else {}
    return dataset_data(name, f"{listed_names(table.columns)}: {CHECKED_FACTS}.", path, files, **about)


def dataset_data(name, description, path, files, **about):
    """A data set (schema.org); ``files`` holds the path of each that has all of it, and its type."""
    data = {
        "@type": "Dataset",
        "name": name,
        "description": description,
        "url": absolute_url(path),
        "creator": site_data(),
        "isAccessibleForFree": True,
        **licence_data(),
        **about,
    }
    downloads = [
        {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": absolute_url(file)} for file, kind in files
    ]
    return {**data, "distribution": downloads} if downloads else data


def listed_names(technologies):
    """Names as they stand in a sentence: A, B and C."""
    return get_text_list(list(map(str, technologies)), "and") or "Technologies"
