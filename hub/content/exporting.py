"""Export: the whole content of the hub as a folder that ``import_folder`` reads. Equal content makes equal files."""

import datetime
import re
from operator import attrgetter
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import prefetch_related_objects

from articles.images.encoding import UPLOAD_NAME, uploads_in
from articles.models import Article, OldSlug
from comparisons.models import Comparison, Feature, Technology
from hub.content.format import (
    ARTICLE,
    COMPARISON,
    FACT,
    FAQS,
    FEATURE,
    GROUP,
    LISTS,
    RELEASE,
    RELEASE_SOURCE,
    SOURCE,
    TECHNOLOGY,
)
from hub.content.front_matter import DATED_NAME, date_and_name
from hub.content.objects import slug_of
from hub.content.reading import stop
from hub.content.yaml_writer import write_yaml

FOLDERS = {"technologies": r".+\.yaml", "articles": r".+\.md", "comparisons": r".+\.md", "uploads": UPLOAD_NAME}
MAX_NAME = 200  # bytes: file systems take 255 of them, with the suffix


class NotAnExport(Exception):
    """The folder holds something that no export wrote."""


def export_folder(folder):
    """Write the content of the hub into a folder and return the paths of all its files, relative to it.

    What an earlier export left there and this one does not need is removed. Raises NotAnExport where the folder
    holds anything else, and OSError where it cannot be written.
    """
    root = Path(folder)
    stale = known_files(root)
    with transaction.atomic():
        texts = list_texts() | technology_texts() | page_texts()
    pictures = sorted(name for name in uploads_in("\n".join(texts.values())) if default_storage.exists(name))
    for path, text in texts.items():
        write(root / path, text.encode())
    for name in pictures:
        with default_storage.open(name) as picture:
            write(root / "uploads" / name, picture.read())
    written = [Path(path) for path in texts] + [Path("uploads", name) for name in pictures]
    for path in stale - set(written):
        (root / path).unlink()
    return sorted(written)


def known_files(root):
    """The files of an earlier export in a folder. Hidden ones are overlooked. Raises NotAnExport."""
    found = set()
    for folder, folders, names in root.walk(on_error=stop) if root.exists() else ():
        folders[:] = [name for name in folders if not name.startswith(".")]
        for path in [folder / name for name in [*folders, *names] if not name.startswith(".")]:
            relative = path.relative_to(root)
            if not is_known(relative, path):
                raise NotAnExport(f"{path} is no part of an export: choose an empty folder.")
            if path.is_file():
                found.add(relative)
    return found


def is_known(relative, path):
    if path.is_symlink():
        return False
    if len(relative.parts) == 1:
        return relative.name in (FOLDERS if path.is_dir() else LISTS)
    pattern = FOLDERS.get(relative.parts[0])
    return len(relative.parts) == 2 and bool(pattern) and path.is_file() and bool(re.fullmatch(pattern, relative.name))


def write(path, data):
    """Write a file, unless it holds just this already."""
    if path.is_file() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)

# --- the text of each file, by its path -----------------------------------------


def list_texts():
    texts = {}
    for path, kind in LISTS.items():
        objects = in_order(with_aliases(kind.model, kind.model.objects.all()))
        if kind is GROUP:
            prefetch_related_objects(objects, "features")
            with_aliases(Feature, [feature for group in objects for feature in group.features.all()])
        if objects:
            texts[path] = write_yaml(entries_of(kind, objects))
    return texts


def technology_texts():
    technologies = Technology.objects.prefetch_related("releases", "facts__feature__group", "facts__sources")
    return files_of("technologies", ".yaml", TECHNOLOGY, technologies)


def page_texts():
    parts = ["tags", "faqs", "subjects__technology"]
    articles = Article.objects.filter(kind=Article.Kind.ARTICLE).select_related("topic", "author")
    comparisons = Comparison.objects.select_related("topic", "author").prefetch_related(*parts, "rows__feature")
    return files_of("articles", ".md", ARTICLE, articles.prefetch_related(*parts)) | files_of(
        "comparisons", ".md", COMPARISON, comparisons
    )


def files_of(folder, suffix, kind, objects):
    """The files of objects with a file of their own: a page has its text below front matter, and a blank line between."""
    aliased = Article if kind.text else kind.model
    stems, texts = file_stems([item.slug for item in objects]), {}
    for item in sorted(with_aliases(aliased, objects), key=lambda item: item.slug):
        path = Path(folder, f"{stems[item.slug]}{suffix}")
        values = entry_of(kind, item)
        if item.slug == (slug_of(date_and_name(path)[1]) if kind.text else path.stem):
            del values["slug"]
        text = write_yaml(values)
        if kind.text:
            body = getattr(item, kind.text)
            text = f"---\n{text}---\n" + (f"\n{body}\n" if body else "")
        texts[path.as_posix()] = text
    return texts


def file_stems(slugs):
    """The name of the file, without suffix, of each slug: the slug itself wherever a file can be called so.

    Not so for one that is too long, or looks dated, or differs from another one only in its case.
    """
    stems, taken = {}, {slug.casefold() for slug in slugs}
    unseen = set(taken)
    for slug in sorted(slugs):
        if len(slug.encode()) <= MAX_NAME and not DATED_NAME.fullmatch(slug) and slug.casefold() in unseen:
            unseen.discard(slug.casefold())
            stems[slug] = slug
    number = 0
    for slug in sorted(set(slugs) - set(stems)):
        number += 1
        while f"page-{number}" in taken:
            number += 1
        stems[slug] = f"page-{number}"
    return stems


# --- what an entry says of an object ---------------------------------------------


def entry_of(kind, instance):
    """The values of an object under the keys of its kind, in their order, without those that have their default."""
    values, writers = {}, {**WRITERS.get(kind, {}), "aliases": attrgetter("aliases")}
    for key in kind.keys:
        value, default = None, None
        if key.name in writers:
            value = writers[key.name](instance)
        elif key.field:
            value, default = getattr(instance, key.field), instance._meta.get_field(key.field).get_default()
        if key.always or value not in ("", None, [], {}, default):
            values[key.name] = value
    return values


def entries_of(kind, objects):
    return [entry_of(kind, item) for item in objects]


def with_aliases(model, objects):
    """These objects of a model as a list, each with its former slugs under ``aliases``."""
    slugs, owner = {}, ContentType.objects.get_for_model(model)
    for slug, pk in OldSlug.objects.filter(content_type=owner).values_list("slug", "object_id"):
        slugs.setdefault(pk, []).append(slug)
    for item in objects:
        item.aliases = sorted(slugs.get(item.pk, []))
    return list(objects)


def in_order(objects):
    """Objects sorted by position, if they have one, and name in the order of code points, the same on every database."""
    return sorted(objects, key=lambda item: (getattr(item, "position", 0), item.name, item.slug))


def release_order(release):
    return release.released_on, release.version_key, release.version


def fact_order(fact):
    group, feature = fact.feature.group, fact.feature
    return group.position, group.name, feature.position, feature.name


def whole_date(text):
    """The date that a text is, or the text itself where it is known only in part."""
    try:
        return datetime.date.fromisoformat(text) if len(text) == len("2026-11-22") else text
    except ValueError:
        return text


PAGE_WRITERS = {
    "uid": lambda page: str(page.uid),
    "lastmod": lambda page: page.updated_at if page.updated_at != page.published_at else None,
    "draft": lambda page: page.status == Article.Status.DRAFT or None,
    "withdrawn": lambda page: page.status == Article.Status.WITHDRAWN or None,
    "topic": lambda page: page.topic and page.topic.name,
    "tags": lambda page: [tag.name for tag in in_order(page.tags.all())],
    "author": lambda page: page.author and page.author.name,
    "technologies": lambda page: [subject.technology.slug for subject in page.subjects.all()],
    "rows": lambda page: [row.feature.slug for row in page.rows.all()],
    "choose_when": lambda page: {item.technology.slug: item.choose_when for item in page.subjects.all() if item.choose_when},
    "faqs": lambda page: entries_of(FAQS, page.faqs.all()),
}
# By kind, functions of an object for keys that do not just hold what is in a field of it.
WRITERS = {
    ARTICLE: PAGE_WRITERS,
    COMPARISON: PAGE_WRITERS,
    GROUP: {"features": lambda group: entries_of(FEATURE, in_order(group.features.all()))},
    TECHNOLOGY: {
        "releases": lambda item: entries_of(RELEASE, sorted(item.releases.all(), key=release_order, reverse=True)),
        "facts": lambda item: entries_of(FACT, sorted(item.facts.all(), key=fact_order)),
    },
    RELEASE: {
        "released": lambda release: whole_date(release.released_on),
        "supported_until": lambda release: whole_date(release.supported_until),
        "source": lambda release: entry_of(RELEASE_SOURCE, release),
    },
    FACT: {
        "feature": lambda fact: fact.feature.slug,
        "changed": lambda fact: fact.changed_on if fact.changed_on != fact.verified_on else None,
        "sources": lambda fact: entries_of(SOURCE, fact.sources.all()),
    },
}
