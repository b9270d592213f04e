"""Articles and comparisons: read from their files, found by uid, slug or former slug, saved with all that belongs to them."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from articles.models import FAQ, Article
from articles.slugify import make_slug
from comparisons.models import Comparison, Row, Subject
from hub.content.entries import Entry
from hub.content.format import ARTICLE, COMPARISON
from hub.content.front_matter import date_and_name, take_heading
from hub.content.objects import add_aliases, claim_slugs, constraint_sentence, keep_order, put, read_aliases, slug_of
from hub.content.reading import ContentError, label
from hub.content.visibility import is_hiding, reasons_to_hide


@dataclass
class Page:
    """What a file says of a page before the database is asked; ``date`` is None where neither key nor name has one.

    ``hidden`` says why it is not for everybody.
    """

    entry: Entry
    title: str
    slug: str
    body: str
    date: object
    hidden: list
    aliases: list

    @property
    def model(self):
        return self.entry.kind.model

    @property
    def is_comparison(self):
        return self.entry.kind is COMPARISON


def read_page(report, file):
    kind = COMPARISON if file.path.parts[0] == "comparisons" else ARTICLE
    fold_keys(file.front_matter, kind.known)
    hiding = {key for key, value in file.front_matter.items() if is_hiding(key, value)}
    entry = Entry(report, label(file.path), file.front_matter, kind, hiding)
    title, body = entry.text("title"), file.body
    if not title:
        title, body, line = take_heading(body)
        file.front_matter.lines["title"] = file.body_line + line
    file.front_matter.lines["text"] = file.body_line
    date, stem = date_and_name(file.path)
    return Page(
        entry=entry,
        title=title,
        slug=entry.text("slug") or slug_of(stem) or make_slug(title),
        body=body,
        date=entry.read("date", models.DateTimeField()) or date,
        hidden=reasons_to_hide(entry, file.path, kind.known),
        aliases=read_aliases(entry),
    )


def fold_keys(mapping, known):
    """Write our own keys as we do: generators take “Title” for “title”. Raises ContentError for a key in two spellings."""
    for key in [key for key in mapping if key not in known and key.lower() in known]:
        line = mapping.lines.pop(key)
        if key.lower() in mapping:
            raise ContentError(f"The key “{key.lower()}” stands here twice.", line)
        mapping[key.lower()], mapping.lines[key.lower()] = mapping.pop(key), line


def import_pages(site, pages):
    """Import what was read from the files of pages; ``site`` holds what they name."""
    for page in pages:
        if not page.slug:
            page.entry.error("Neither the name of the file nor the title makes a slug: write one.", "slug")
        if not page.title:
            page.entry.error("The page has neither a title nor a heading.", "title")
    by_entry = {page.entry: page for page in pages}
    for entry in claim_slugs([(page.entry, page.slug, page.aliases) for page in pages]):
        import_page(site, by_entry[entry])


def import_page(site, page):
    entry, uid = page.entry, page.entry.read("uid", models.UUIDField())
    instance = find_page(site, page, uid)
    site.history.remember(page.model, [instance])
    new, values = instance._state.adding, page_values(site, page, instance, uid)
    changed = put(entry, instance, values)
    saved = changed is not None
    parts = put_tags(site, entry, instance, saved)
    parts |= put_subjects(site, page, instance, saved)
    parts |= put_rows(site, entry, instance, saved) if page.is_comparison else set()
    parts |= put_faqs(entry, instance, saved)
    if saved:
        site.written[instance.pk] = entry
        parts |= {"aliases"} if add_aliases(entry, instance, page.aliases) else set()
        entry.report.record(page.model._meta.verbose_name_plural, page.title, new, changed | parts)
        if page.hidden:
            entry.report.drafts[entry.path] = ", ".join(page.hidden)
        if changed or parts:
            site.history.note(instance)


def find_page(site, page, uid):
    """The page that a file is about: it has its uid, or else its slug, or one of its aliases. A new one otherwise."""
    looks = [{"uid": uid}, {"slug": page.slug}, {"slug__in": page.aliases}]
    found = next(filter(None, (Article.objects.filter(**look).first() for look in looks if any(look.values()))), None)
    if not found:
        return page.model()
    if found.pk in site.written:
        page.entry.error(f"This page stands at {site.written[found.pk].place()} already.", "uid")
    if page.is_comparison != (found.kind == Article.Kind.COMPARISON):
        page.entry.error(f"“{found.slug}” is the slug of one {found.kind} here and cannot become another kind.", "slug")
        return page.model()
    return found.comparison if page.is_comparison else found


def page_values(site, page, instance, uid):
    """The values of the fields of a page."""
    entry, status = page.entry, read_status(page)
    values = {
        **entry.values(),
        "title": page.title,
        "slug": page.slug,
        "body": page.body,
        "status": status,
        "author": read_author(site, entry),
        "topic": next((site.topics.named_or_new(entry, "topic", name) for name in entry.names("topic")), None),
        **read_dates(page, instance, status),
    }
    return values | ({"uid": uid} if uid else {})


def read_author(site, entry):
    names = entry.names("author")
    if len(names) > 1:
        entry.report.warn(entry.path, entry.line("author"), "author: Only the first of several is kept.")
    return site.authors.named_or_new(entry, "author", names[0]) if names else None


def read_status(page):
    if not page.entry.flag("withdrawn"):
        return Article.Status.DRAFT if page.hidden else Article.Status.PUBLISHED
    if page.hidden:
        page.entry.error("A page is either a draft or withdrawn.", "withdrawn")
    return Article.Status.WITHDRAWN


def read_dates(page, instance, status):
    """When a page was published and last changed. What no file says stays as it is, or is now where the page is new."""
    now = timezone.now().replace(microsecond=0)
    published = page.date or instance.published_at or (now if status == Article.Status.PUBLISHED else None)
    updated = page.date or (published or now if instance._state.adding else instance.updated_at)
    lastmod = page.entry.read("lastmod", models.DateTimeField())
    return {"published_at": published, "updated_at": lastmod or updated}


# --- what belongs to a page ---
# A file is the whole truth about it. Each function returns the keys of the file under which something changed; where the
# page itself is not ``saved``, because its file has errors, it only looks for more of them.


def put_tags(site, entry, page, saved):
    """Give a page its tags, and as tags its further categories."""
    more = list(dict.fromkeys(entry.names("topic")))[1:]
    names = [*entry.names("tags", separator=","), *more]
    tags = {site.tags.named_or_new(entry, "tags", name) for name in names} - {None}
    if not saved or tags == set(page.tags.all()):
        return set()
    page.tags.set(tags)
    return {"tags"}


# --- technologies and "choose X when" --------------------------------------------


def put_subjects(site, file, page, saved):
    entry, slugs = file.entry, file.entry.names("technologies")
    technologies = [site.technologies.lookup(entry, "technologies", slug) for slug in slugs]
    lists = read_choose_when(entry, slugs) if file.is_comparison else {}
    if not are_valid(file, technologies) or not saved:
        return set()
    wanted = [(technology.pk, lists.get(slug, "")) for technology, slug in zip(technologies, slugs, strict=True)]
    stored = [(subject.technology_id, subject.choose_when) for subject in page.subjects.all()]
    if wanted == stored:
        return set()
    page.subjects.all().delete()
    for position, (technology, choose_when) in enumerate(wanted):
        Subject(article=page, technology_id=technology, position=position, choose_when=choose_when).save()
    return changed_keys(wanted, stored)


def changed_keys(wanted, stored):
    same_columns = [key for key, _ in wanted] == [key for key, _ in stored]
    same_lists = dict(wanted) == dict(stored)
    return ({"choose_when"} if not same_lists else set()) | ({"technologies"} if not same_columns else set())


def are_valid(file, technologies):
    """Whether these can be the technologies of a page; None among them is an error that is known already."""
    if None in technologies:
        return False
    try:
        if file.is_comparison:
            Comparison.check_technologies(technologies)
        elif len(set(technologies)) < len(technologies):
            raise ValidationError(constraint_sentence(Subject, "subject_unique"))
    except ValidationError as error:
        file.entry.error(error.messages[0], "technologies")
        return False
    return True


def read_choose_when(entry, slugs):
    lists = entry.mapping_of("choose_when")
    for slug, text in lists.items():
        if slug not in slugs:
            line = lists.lines[slug]
            entry.error(f"“{slug}” is not among the technologies of this comparison.", "choose_when", line)
        elif not isinstance(text, str):
            entry.error("Write Markdown here: one text, after a |.", "choose_when", text.line)
    return {slug: str(text) for slug, text in lists.items()}


# --- rows -------------------------------------------------------------------------


def put_rows(site, entry, page, saved):
    features = [site.features.lookup(entry, "rows", slug) for slug in entry.names("rows")]
    if None in features:
        return set()
    try:
        Comparison.check_rows(features)
    except ValidationError as error:
        entry.error(error.messages[0], "rows")
        return set()
    if not saved or [row.feature_id for row in page.rows.all()] == [feature.pk for feature in features]:
        return set()
    page.rows.all().delete()
    Row.objects.bulk_create(
        Row(comparison=page, feature=feature, position=position) for position, feature in enumerate(features)
    )
    return {"rows"}


# --- FAQs -------------------------------------------------------------------------


def put_faqs(owner, page, saved):
    entries = owner.entries("faqs")
    stored = list(page.faqs.all()) if saved else []
    found = match_faqs(entries, stored)
    gone = [faq for faq in stored if faq not in found.values()]
    for faq in gone:
        faq.delete()
    positions = keep_order([found[entry].position if entry in found else None for entry in entries])
    places = dict(zip(entries, positions, strict=True))
    changed = bool(gone)
    # Those with an anchor of their own come first: the others take what is free.
    for entry in sorted(entries, key=lambda entry: not entry.text("slug")):
        changed |= bool(put_faq(entry, found.get(entry) or FAQ(article=page), places[entry], saved))
    return {"faqs"} if changed else set()


def match_faqs(entries, stored):
    """The FAQ that each entry is about: it has its slug, or else its question."""
    found, slugs = {}, {}
    left = list(stored)
    for entry in entries:
        slug = entry.text("slug")
        if slug and slugs.setdefault(slug, entry) is not entry:
            entry.error(constraint_sentence(FAQ, "faq_anchor_unique"), "slug")
    for key in ("slug", "question"):
        for entry in entries:
            match = next((faq for faq in left if getattr(faq, key) == entry.text(key)), None)
            if match and entry not in found:
                found[entry] = match
                left.remove(match)
    return found


def put_faq(entry, faq, position, saved):
    values = {"question": entry.text("question"), "answer": entry.text("answer"), "position": position}
    if entry.text("slug"):
        values["slug"] = entry.text("slug")
    return put(entry, faq, values, parents=["article"], saved=saved)
