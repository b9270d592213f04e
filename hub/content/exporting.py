"""Export: the whole content of the hub as a folder that ``import_folder`` reads. Equal content makes equal files."""

import os
import re
from collections import defaultdict
from errno import EEXIST
from itertools import count
from operator import attrgetter
from pathlib import Path
from uuid import UUID

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Model

from articles.images.encoding import UPLOAD_NAME, uploads_in
from articles.models import Article, OldSlug
from comparisons.models import Comparison, Technology
from hub.content.entries import slug_of
from hub.content.files import PROOFS, RUNS, is_script, stop
from hub.content.format import ARTICLE, COMPARISON, LISTS, TECHNOLOGY
from hub.content.front_matter import DATED_NAME, date_and_name
from hub.content.proof_files import proof_texts
from hub.content.yaml_text import write_yaml
from hub.operation.housekeeping import write_whole

FOLDERS = {"technologies", "articles", "comparisons", "uploads", PROOFS}
OURS = re.compile(
    rf"technologies/[^/]+\.yaml|(?:articles|comparisons)/[^/]+\.md|uploads/{UPLOAD_NAME}|{RUNS}|{'|'.join(LISTS)}"
)
KINDS = {kind.model: kind for kind in (TECHNOLOGY, ARTICLE, COMPARISON)}
MAX_NAME = 200  # bytes: file systems take 255 of them, with the suffix


def export_folder(folder):
    """Write the content of the hub into a folder and return the paths of all its files, relative to it.

    What an earlier export left there and this one does not need is removed. Raises OSError where the folder
    holds anything else, or cannot be written.
    """
    root = Path(folder)
    stale = known_files(root)
    with transaction.atomic():
        texts = file_texts()
    pictures = sorted(name for name in uploads_in("\n".join(texts.values())) if default_storage.exists(name))
    for path, text in texts.items():
        write(root / path, text.encode())
    for name in pictures:
        with default_storage.open(name) as picture:
            write(root / "uploads" / name, picture.read())
    written = sorted([Path(path) for path in texts] + [Path("uploads", name) for name in pictures])
    for path in stale - set(written):
        (root / path).unlink()
    return written


def known_files(root):
    """The files of an earlier export in a folder. Hidden ones and a LICENSE are overlooked. Raises OSError."""
    found = set()
    for folder, folders, names in root.walk(on_error=stop) if root.exists() else ():
        folders[:] = [name for name in folders if not name.startswith(".")]
        for path in [folder / name for name in [*folders, *names] if not name.startswith(".") and name != "LICENSE"]:
            relative = path.relative_to(root)
            is_known = path.is_dir() or is_script(relative) or OURS.fullmatch(relative.as_posix())
            if path.is_symlink() or not is_known:
                raise OSError(EEXIST, "It is no part of an export: choose an empty folder", os.fspath(path))
            if path.is_file():
                found.add(relative)
    return found


def write(path, data):
    """Write a file, unless it holds just this already."""
    if not path.is_file() or path.read_bytes() != data:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, data)


def file_texts():
    """The text of each file, by its path."""
    former, texts = former_slugs(), {}
    for path, kind in LISTS.items():
        within = [key.name for key in kind.keys if key.kind]
        objects = kind.order(kind.model.objects.prefetch_related(*within))
        if objects:
            texts[path] = write_yaml([entry_of(kind, item, former) for item in objects])
    parts = ["tags", "faqs", "subjects__technology"]
    technologies = Technology.objects.prefetch_related(
        "releases", "facts__feature__group", "facts__sources", "facts__steps"
    )
    articles = Article.objects.filter(kind=Article.Kind.ARTICLE).select_related("topic", "author")
    comparisons = Comparison.objects.select_related("topic", "author").prefetch_related("rows__feature", *parts)
    owners = own_files("technologies", ".yaml", technologies)
    owners |= own_files("articles", ".md", articles.prefetch_related(*parts))
    owners |= own_files("comparisons", ".md", comparisons)
    for path, item in owners.items():
        texts[path] = own_text(KINDS[type(item)], item, Path(path), former)
    texts |= proof_texts(lambda kind, item: entry_of(kind, item, former))
    return texts


def own_files(folder, suffix, objects):
    """Objects with a file of their own by its path."""
    stems = file_stems([item.slug for item in objects])
    return {f"{folder}/{stems[item.slug]}{suffix}": item for item in sorted(objects, key=attrgetter("slug"))}


def own_text(kind, item, path, former):
    """The text of the file of an object: a page has its text below front matter, and a blank line between."""
    values = entry_of(kind, item, former)
    if item.slug == (slug_of(date_and_name(path)[1]) if kind.text else path.stem):
        del values["slug"]
    text = write_yaml(values)
    if not kind.text:
        return text
    body = getattr(item, kind.text)
    return f"---\n{text}---\n" + (f"\n{body}\n" if body else "")


def file_stems(slugs):
    """The name of the file, without suffix, of each slug: the slug itself wherever a file can be called so.

    Not so for one that is too long, or looks dated, or differs from another one only in its case.
    """
    stems, taken, wanted = {}, set(), {slug.casefold() for slug in slugs}
    others = (stem for number in count(1) if (stem := f"page-{number}") not in wanted)
    for slug in sorted(slugs):
        fits = len(slug.encode()) <= MAX_NAME and not DATED_NAME.fullmatch(slug) and slug.casefold() not in taken
        stems[slug] = slug if fits else next(others)
        taken.add(slug.casefold())
    return stems


def entry_of(kind, item, former):
    """The values of an object under the keys of its kind, in their order, without those that have their default.

    ``former`` holds the former slugs of all objects.
    """
    values = {}
    for key in kind.keys:
        value, default = value_of(kind, key, item, former), None
        if key.field and not key.write:
            default = item._meta.get_field(key.field).get_default()
        if key.always or value not in ("", None, [], {}, default):
            values[key.name] = value
    return values


def value_of(kind, key, item, former):
    if key.write:
        return key.write(item)
    if key.kind and key.kind.model is kind.model:
        return entry_of(key.kind, item, former)
    if key.kind:
        return [entry_of(key.kind, part, former) for part in key.kind.order(getattr(item, key.name).all())]
    if key.name == "aliases":
        return sorted(former[item.slug_content_type().pk, item.pk])
    value = getattr(item, key.field) if key.field else None
    return str(value) if isinstance(value, Model | UUID) else value


def former_slugs():
    """The former slugs of everything that has one, by the type of its table and its key."""
    slugs = defaultdict(list)
    for kind, pk, slug in OldSlug.objects.values_list("content_type", "object_id", "slug"):
        slugs[kind, pk].append(slug)
    return slugs
