"""Articles and comparisons: found by uid, slug or former slug, and saved with all that belongs to them."""

from django.db import models
from django.utils import timezone

from articles.models import Article
from hub.content import keys
from hub.content.import_parts import put_faqs, put_rows, put_subjects, put_tags
from hub.content.names import add_aliases, claim_slugs
from hub.content.saving import put


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
    changed = put(entry, instance, values, names_of(entry))
    saved = changed is not None
    parts = put_tags(site, entry, instance, topic_names(entry)[1:], saved)
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
        "title": page.title,
        "slug": page.slug,
        "summary": entry.text("summary") or entry.text("description"),
        "body": page.body,
        "status": status,
        "featured": entry.flag("featured"),
        "author": read_author(site, entry),
        "topic": next((site.topics.named_or_new(entry, "topic", name) for name in topic_names(entry)), None),
        **read_dates(page, instance, status),
    }
    if uid:
        values["uid"] = uid
    if page.is_comparison:
        values["verdict"] = entry.text("verdict")
    return values


def names_of(entry):
    """The names that the fields of a page have in this file."""
    summary = "description" if "description" in entry.mapping and not entry.text("summary") else "summary"
    return {**keys.PAGE, "summary": summary}


def topic_names(entry):
    return list(dict.fromkeys([*entry.names("topic"), *entry.names("categories")]))


def read_author(site, entry):
    names = entry.names("author")
    if len(names) > 1:
        entry.report.warn(entry.path, entry.line("author"), "author: Only the first of several is kept.")
    return site.authors.named_or_new(entry, "author", names[0]) if names else None


def read_status(page):
    if not page.entry.flag("withdrawn"):
        return Article.Status.DRAFT if page.is_draft else Article.Status.PUBLISHED
    if page.is_draft:
        page.entry.error("A page is either a draft or withdrawn.", "withdrawn")
    return Article.Status.WITHDRAWN


def read_dates(page, instance, status):
    """When a page was published and last changed. What no file says stays as it is, or is now where the page is new."""
    now = timezone.now().replace(microsecond=0)
    published = page.date or instance.published_at or (now if status == Article.Status.PUBLISHED else None)
    updated = page.date or (published or now if instance._state.adding else instance.updated_at)
    lastmod = page.entry.read("lastmod", models.DateTimeField())
    return {"published_at": published, "updated_at": lastmod or updated}
