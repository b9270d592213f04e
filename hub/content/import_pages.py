"""Articles and comparisons: read from files, found by uid, slug or former slug, saved with all that belongs to them."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.models import FAQ, Article, Author, Tag, Topic
from comparisons.models import Comparison, Feature, Row, Subject, Technology
from hub.content.field_types import read_flag, read_moment, read_uid
from hub.content.objects import add_aliases, claim_slugs, constraint_sentence, keep_order, put, usual_first


def import_pages(site, pages):
    """Import what was read from the files of pages; ``site`` holds what they name."""
    for page in pages:
        if not page.wanted_slug:
            page.error("Neither the name of the file nor the title makes a slug: write one.", "slug")
        if not page.name:
            page.error("The page has neither a title nor a heading.", "title")
    for page in usual_first(claim_slugs(pages)):
        import_page(site, page)


def import_page(site, page):
    uid = page.read("uid", read_uid)
    instance = find_page(site, page, uid)
    site.remember(instance)
    new = instance._state.adding
    changed = put(page, instance, page_values(site, page, instance, uid))
    saved = None if changed is None else instance
    parts = put_tags(site, page, saved) | put_subjects(site, page, saved) | put_faqs(page, saved)
    parts |= put_rows(site, page, saved) if page.is_comparison else set()
    if saved:
        site.written[instance.pk] = page
        parts |= {"aliases"} if add_aliases(page, instance) else set()
        page.report.record(page.kind.model._meta.verbose_name_plural, page.name, new, changed | parts)
        if page.hidden:
            page.report.drafts[page.path] = ", ".join(page.hidden)
        if page.is_comparison and instance.status == Article.Status.PUBLISHED and not instance.is_public:
            Comparison.publish_shown(instance, instance.published_at)
        if changed or parts:
            site.changed[type(instance)].append(instance)


def find_page(site, page, uid):
    """The page that a file is about: it has its uid, or else its slug, or one of its aliases. A new one otherwise."""
    looks = [{"uid": uid}, {"slug": page.wanted_slug}, {"slug__in": page.aliases}]
    found = next(filter(None, (Article.objects.filter(**look).first() for look in looks if any(look.values()))), None)
    if not found:
        return page.kind.model()
    if found.pk in site.written:
        page.error(f"This page stands at {site.written[found.pk].place()} already.", "uid")
    if page.is_comparison != (found.kind == Article.Kind.COMPARISON):
        page.error(f"“{found.slug}” is the slug of one {found.kind} here and cannot become another kind.", "slug")
        return page.kind.model()
    return found.comparison if page.is_comparison else found


def page_values(site, page, instance, uid):
    """The values of the fields of a page."""
    topics, authors = page.names("topic", page.split), page.names("author", page.split, mappings=True)
    if len(authors) > 1:
        page.report.warn(page.path, page.line(page.spelled("author")), "author: Only the first of several is kept.")
    status = read_status(page)
    values = {
        **page.values(),
        "title": page.name,
        "slug": page.wanted_slug,
        "body": page.body,
        "status": status,
        "author": site.known[Author].named_or_new(page, "author", authors[0]) if authors else None,
        "topic": site.known[Topic].named_or_new(page, "topic", topics[0]) if topics else None,
        **read_dates(page, instance, status),
    }
    return values | ({"uid": uid} if uid else {})


def read_status(page):
    if not page.read("withdrawn", read_flag):
        return Article.Status.DRAFT if page.hidden else Article.Status.PUBLISHED
    if page.hidden:
        page.error("A page is either a draft or withdrawn.", "withdrawn")
    return Article.Status.WITHDRAWN


def read_dates(page, instance, status):
    """When a page was published and last changed. What no file says stays as it is, or is now where the page is new."""
    now = timezone.now().replace(microsecond=0)
    published = page.date or instance.published_at or (now if status == Article.Status.PUBLISHED else None)
    updated = page.date or (published or now if instance._state.adding else instance.updated_at)
    return {"published_at": published, "updated_at": page.read(page.spelled("lastmod"), read_moment) or updated}


# --- what belongs to a page ---
# A file is the whole truth about it. Each function returns the keys of the file under which something changed; where
# the page itself is not saved, because its file has errors, ``saved`` is None, and it only looks for more of them.


def put_tags(site, page, saved):
    """Give a page its tags, and as tags its further categories."""
    more = list(dict.fromkeys(page.names("topic", page.split)))[1:]
    names = [*page.tags, *more]
    tags = {site.known[Tag].named_or_new(page, "tags", name) for name in names} - {None}
    if not saved or tags == set(saved.tags.all()):
        return set()
    saved.tags.set(tags)
    return {"tags"}


def look_up(known, page, key, check):
    """The objects whose slugs stand under a key of a page, or None with an error where one is unknown or they fail."""
    found = [known.lookup(page, key, slug) for slug in page.names(key)]
    if None in found:
        return None
    try:
        check(found)
    except ValidationError as error:
        page.error(error.messages[0], key)
        return None
    return found


def put_subjects(site, page, saved):
    """Give a page its technologies, and a comparison its lists of when to choose each."""
    check = Comparison.check_technologies if page.is_comparison else check_subjects
    lists = read_choose_when(page) if page.is_comparison else {}
    technologies = look_up(site.known[Technology], page, "technologies", check)
    if technologies is None or not saved:
        return set()
    wanted = [(technology.pk, lists.get(technology.slug, "")) for technology in technologies]
    stored = [(subject.technology_id, subject.choose_when) for subject in saved.subjects.all()]
    if wanted == stored:
        return set()
    saved.subjects.all().delete()
    for position, (technology, choose_when) in enumerate(wanted):
        Subject(article=saved, technology_id=technology, position=position, choose_when=choose_when).save()
    same_columns, same_lists = [*dict(wanted)] == [*dict(stored)], dict(wanted) == dict(stored)
    return (set() if same_lists else {"choose_when"}) | (set() if same_columns else {"technologies"})


def check_subjects(technologies):
    if len(set(technologies)) < len(technologies):
        raise ValidationError(constraint_sentence(Subject, "subject_unique"))


def read_choose_when(page):
    lists, slugs = page.mapping_of("choose_when"), page.names("technologies")
    for slug, text in lists.items():
        if slug not in slugs:
            line = lists.lines[slug]
            page.error(f"“{slug}” is not among the technologies of this comparison.", "choose_when", line)
        elif not isinstance(text, str):
            page.error("Write Markdown here: one text, after a |.", "choose_when", text.line)
    return {slug: str(text) for slug, text in lists.items()}


def put_rows(site, page, saved):
    features = look_up(site.known[Feature], page, "rows", Comparison.check_rows)
    in_code = look_up(site.known[Feature], page, "in_code", Comparison.check_code)
    if features is None or in_code is None or not saved:
        return set()
    for slug in {feature.slug for feature in in_code} - {feature.slug for feature in features}:
        page.error(f"“{slug}” is not among the rows of this comparison.", "in_code")
    wanted = [(feature.pk, feature in in_code) for feature in features]
    stored = [(row.feature_id, row.in_code) for row in saved.rows.all()]
    if wanted == stored:
        return set()
    saved.rows.all().delete()
    Row.objects.bulk_create(
        Row(comparison=saved, feature_id=key, in_code=code, position=position)
        for position, (key, code) in enumerate(wanted)
    )
    return {"rows"} if [*dict(wanted)] != [*dict(stored)] else {"in_code"}


def put_faqs(page, saved):
    entries = page.entries("faqs")
    stored = list(saved.faqs.all()) if saved else []
    found = match_faqs(entries, stored)
    gone = [faq for faq in stored if faq not in found.values()]
    for faq in gone:
        faq.delete()
    positions = keep_order([found[entry].position if entry in found else None for entry in entries])
    places = dict(zip(entries, positions, strict=True))
    changed = bool(gone)
    # Those with an anchor of their own come first: the others take what is free.
    for entry in sorted(entries, key=lambda entry: not entry.slug):
        slug = {"slug": entry.slug} if entry.slug else {}
        values = {**entry.values(), "position": places[entry], **slug}
        changed |= bool(put(entry, found.get(entry) or FAQ(article=saved), values))
    return {"faqs"} if changed else set()


def match_faqs(entries, stored):
    """The FAQ that each entry is about: it has its slug, or else its question."""
    found, slugs = {}, {}
    left = list(stored)
    for entry in entries:
        if entry.slug and slugs.setdefault(entry.slug, entry) is not entry:
            entry.error(constraint_sentence(FAQ, "faq_anchor_unique"), "slug")
    for key in ("slug", "question"):
        for entry in entries:
            match = next((faq for faq in left if getattr(faq, key) == entry.text(key)), None)
            if match and entry not in found:
                found[entry] = match
                left.remove(match)
    return found
