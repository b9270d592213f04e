"""Import: a folder of Markdown and YAML becomes the content of the hub, as a whole or not at all."""

from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction

from articles.models import Author, Tag, Topic
from comparisons.models import Feature, FeatureGroup, Technology
from hub.content import files, import_names
from hub.content.entries import Entry, read_entries
from hub.content.front_matter import parse_markdown
from hub.content.history import History
from hub.content.import_facts import TECHNOLOGY_KEYS, import_technologies
from hub.content.import_pages import import_pages
from hub.content.names import Known, slug_of
from hub.content.page_files import read_page
from hub.content.pictures import check_pictures, store_pictures, warn_of_missing
from hub.content.reach import warn_of_reach
from hub.content.report import ContentError, Problem, Report
from hub.content.yaml_reader import Mapping, read_yaml

LIST_KEYS = {
    "topics.yaml": import_names.TOPIC_KEYS,
    "tags.yaml": import_names.TAG_KEYS,
    "authors.yaml": import_names.AUTHOR_KEYS,
    "features.yaml": import_names.GROUP_KEYS,
}


@dataclass
class Folder:
    """What the files of a folder say. ``unreadable`` holds the paths of those that could not be read."""

    lists: dict = field(default_factory=dict)
    technologies: list = field(default_factory=list)
    pages: list = field(default_factory=list)
    pictures: list = field(default_factory=list)
    unreadable: list = field(default_factory=list)
    texts: dict = field(default_factory=dict)


class Site:
    """What is in the database already, by name, which entry each page was ``written`` from, and the facts ``touched``."""

    def __init__(self):
        self.topics, self.tags, self.authors = Known(Topic), Known(Tag), Known(Author)
        self.groups, self.features, self.technologies = Known(FeatureGroup), Known(Feature), Known(Technology)
        self.written, self.touched = {}, []
        self.history = History()


def import_folder(folder, *, dry_run=False):
    """Import a content folder and return the Report. Where it has errors, and in a dry run, nothing is changed.

    Raises OSError where the folder, or the place for pictures, cannot be used.
    """
    root = Path(folder)
    report = Report(str(folder).rstrip("/"), dry_run)
    content = read_folder(root, report)
    with transaction.atomic():
        apply(content, report)
        new_pictures = check_pictures(root, content.pictures, report)
        warn_of_missing(report, content.texts, content.pictures)
        if report.errors or dry_run:
            transaction.set_rollback(True)
        else:
            store_pictures(root, new_pictures)
    return report


def read_folder(root, report):
    content = Folder()
    for path in files.find_files(root):
        try:
            read_file(root, path, content, report)
        except ContentError as error:
            content.unreadable.append(path)
            report.error(files.label(path), error.line, error.message)
    if not any((content.lists, content.technologies, content.pages, content.pictures, content.unreadable)):
        report.errors.add(Problem(report.folder, 0, "There is nothing to import here."))
    return content


def read_file(root, path, content, report):
    """Read one file into the content of its folder. Raises ContentError."""
    if files.is_page(path):
        content.texts[path] = text = files.read_text(root / path)
        content.pages.append(read_page(report, parse_markdown(path, text)))
    elif files.is_list(path) or files.is_technology(path):
        content.texts[path] = text = files.read_text(root / path)
        read_yaml_file(report, path, read_yaml(text), content)
    elif files.is_picture(path):
        content.pictures.append(path)
    elif files.is_forgotten(path):
        report.warn(files.label(path), 0, "This file is not part of the content and was left alone.")


def read_yaml_file(report, path, value, content):
    name = files.label(path)
    if files.is_list(path):
        content.lists[name] = read_entries(report, name, value, LIST_KEYS[name])
    elif isinstance(value, Mapping):
        content.technologies.append((Entry(report, name, value, TECHNOLOGY_KEYS), slug_of(path.stem)))
    else:
        raise ContentError("This file must hold the keys and values of a technology.", 1)


def apply(content, report):
    """Bring what the folder says into the database; what is wrong with it is reported."""
    site = Site()
    for path in content.unreadable:
        site.features.unreadable |= files.is_list(path)
        if files.is_technology(path):
            site.technologies.broken.add(slug_of(path.stem))
    import_names.import_topics(site.topics, content.lists.get("topics.yaml", []))
    import_names.import_tags(site.tags, content.lists.get("tags.yaml", []))
    import_names.import_authors(site.authors, content.lists.get("authors.yaml", []))
    import_names.import_features(site.groups, site.features, content.lists.get("features.yaml", []))
    import_technologies(site, content.technologies)
    import_pages(site, content.pages)
    warn_of_reach(site.touched, list(site.written))
    site.history.keep()
