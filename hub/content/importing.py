"""Import: a folder of Markdown and YAML becomes the content of the hub, as a whole or not at all."""

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction

from articles.history import revisions
from articles.history.snapshots import take_snapshots
from articles.models import Article, Author, Tag, Topic
from comparisons.models import Comparison, Feature, FeatureGroup, Sample, Technology, TechnologyKind
from hub.content import files
from hub.content.entries import Entry, read_entries, slug_of
from hub.content.folder_rules import Rules
from hub.content.format import GROUP, LISTS, TECHNOLOGY
from hub.content.import_facts import REASON, import_features, import_technologies
from hub.content.import_pages import import_pages
from hub.content.leftovers import report_leftovers
from hub.content.objects import Known, claim_slugs, keep_apart, put_list
from hub.content.old_addresses import settle_aliases
from hub.content.page_files import Page
from hub.content.proof_files import import_proofs
from hub.content.relative_links import Places, relink
from hub.content.report import Problem, Report
from hub.content.yaml_text import ContentError, Mapping, read_yaml

# How one may import, and what that means.
CHOICES = {
    "skip_broken": "leave out the files with mistakes, and import the others",
    "minor": "do not tell readers of the facts that change",
}


@dataclass
class Folder:
    """What the files of a folder say. ``unreadable`` holds the paths of those that could not be read.

    ``others`` are those of files that are none of ours: pages may show them. ``rules`` say which pages are hidden.
    """

    lists: dict = field(default_factory=dict)
    technologies: list = field(default_factory=list)
    pages: list = field(default_factory=list)
    pictures: list = field(default_factory=list)
    others: list = field(default_factory=list)
    rules: Rules = field(default_factory=Rules)
    scripts: dict = field(default_factory=dict)
    runs: object = None
    unreadable: list = field(default_factory=list)
    texts: dict = field(default_factory=dict)


class Site:
    """What is in the database already, and which entry each page was ``written`` from.

    What an import changes is kept as revisions, like the work of an editor: the state before, and the one it left.
    ``keep_history`` writes both, in a few queries for each model.
    """

    def __init__(self):
        named = (Topic, Tag, Author, FeatureGroup, Feature, TechnologyKind, Technology, Sample)
        self.known = {model: Known(model) for model in named}
        self.written = {}
        self.states, self.changed = defaultdict(dict), defaultdict(list)

    def remember(self, page):
        """Note what a page is like now, because the import may change it."""
        if page.pk:
            self.states[type(page)][page.pk] = str(page), take_snapshots(type(page), [page.pk])[page.pk]

    def keep_history(self):
        for model, instances in self.changed.items():
            keys = {instance.pk for instance in instances}
            before = {key: state for key, state in self.states[model].items() if key in keys}
            revisions.keep_states(model, before, reason=revisions.BEFORE)
            revisions.record_many(instances, reason=REASON)


def import_folder(folder, *, dry_run=False, skip_broken=False, minor=False):
    """Import a content folder and return the Report. Where it has errors, and in a dry run, nothing is changed.

    ``skip_broken`` leaves out the files with mistakes. Readers are told of facts that change, unless that is ``minor``.
    Raises OSError where the folder, or the place for pictures, cannot be used.
    """
    root = Path(folder)
    report = import_files(root, Report(str(folder).rstrip("/"), dry_run, minor))
    while skip_broken and report.errors and (again := report.without_broken()):
        report = import_files(root, again)
    return report


def import_files(root, report):
    """Import the files of a folder, without those that the report leaves out, and return it."""
    content = read_folder(root, report)
    keep_apart(content.pages, report)
    settle_aliases(content.pages)
    places = Places(root, content.others, content.pages)
    for page in content.pages:
        if not page.text("uid"):  # what an export wrote leads to where it should
            relink(page, places)
    with transaction.atomic():
        apply(content, report)
        new_pictures = files.check_pictures(root, content.pictures, report)
        files.warn_of_missing(report, content.texts, content.pictures)
        shown = places.new_pictures(report)
        if report.errors or report.dry_run:
            transaction.set_rollback(True)
        else:
            files.store_pictures(root, new_pictures)
            places.store(shown)
    return report


def read_folder(root, report):
    content = Folder()
    if root.is_file() and (foreign := files.why_foreign(root)):
        report.errors.add(Problem(report.folder, 0, foreign))
        return content
    paths = files.find_files(root)
    content.rules = Rules(paths)
    for path in sorted(paths, key=files.has_settings, reverse=True):  # what is read first says what of the others is
        if report.leaves_out(path):
            report.skipped += [files.label(path)] if files.kind_of(path) else []
            continue
        try:
            read_file(root, path, content, report)
        except ContentError as error:
            content.unreadable.append(path)
            report.error(files.label(path), error.line, error.message)
    for page in content.pages:
        page.hidden += content.rules.reasons(page)
        page.name = page.name or (page.stem if page.hidden else "")
    pages = content.pages or content.pictures
    if not any((content.lists, content.technologies, pages, content.scripts, content.runs, content.unreadable)):
        report.errors.add(Problem(report.folder, 0, "There is nothing to import here."))
    return content


def read_file(root, path, content, report):
    """Read one file into the content of its folder. Raises ContentError."""
    kind = files.kind_of(path)
    if kind == "picture":
        content.pictures.append(path)
    elif kind == "script":
        content.scripts[path] = files.read_text(root / path)
    elif kind == "page" and (why := content.rules.outside(path)):
        report.warn(files.label(path), 0, why)
    elif kind:
        content.texts[path] = text = files.read_text(root / path)
        if kind != "page":
            read_yaml_file(report, path, read_yaml(text), content)
        elif (page := Page(report, path, text)).text("uid") or not files.has_other_use(path):
            content.pages.append(page)
        else:
            read_other_file(root, path, content, report)
    else:
        content.others.append(path)
        read_other_file(root, path, content, report)


def read_other_file(root, path, content, report):
    """Note what a file that is no page says of others, and what is to be said of itself. Raises ContentError.

    Where it cannot be read, it may say that they are hidden.
    """
    if foreign := files.why_foreign(root / path):
        raise ContentError(foreign)
    if files.may_hide_others(path):
        try:
            content.rules.read(path, files.read_text(root / path))
        except ContentError as error:
            report.warn(files.label(path), error.line, error.message)
            content.rules.hide_below(path)
    if why := files.why_left_alone(path):
        report.warn(files.label(path), 0, why)


def read_yaml_file(report, path, value, content):
    name = files.label(path)
    if name == files.RUNS:
        content.runs = value
    elif name in LISTS:
        content.lists[name] = read_entries(report, name, value, LISTS[name])
    elif isinstance(value, Mapping):
        content.technologies.append(Entry(report, name, value, TECHNOLOGY, stem=path.stem))
    else:
        raise ContentError("This file must hold the keys and values of a technology.", 1)


def apply(content, report):
    """Bring what the folder says into the database; what is wrong with it is reported."""
    site = Site()
    for path in content.unreadable:
        site.known[Feature].unreadable |= files.kind_of(path) == "list"
        if files.kind_of(path) == "technology":
            site.known[Technology].broken.add(slug_of(path.stem))
    for name, kind in LISTS.items():
        if kind is not GROUP:
            put_list(site.known[kind.model], claim_slugs(content.lists.get(name, [])))
    import_features(site.known, content.lists.get("features.yaml", []))
    import_technologies(site.known, content.technologies, minor=report.minor)
    import_proofs(site.known, report, content.scripts, content.runs)
    import_pages(site, content.pages)
    if not report.errors:
        pages = Article.objects.in_bulk(site.written) | Comparison.objects.in_bulk(site.written)
        report_leftovers(report, {entry: pages[key] for key, entry in site.written.items()})
    site.keep_history()
