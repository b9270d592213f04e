"""What belongs to a page: its tags, technologies, rows and FAQs. A file is the whole truth about them.

Each function returns the keys of the file under which something changed; where the page itself is not ``saved``,
because its file has errors, it only looks for more of them.
"""

from django.core.exceptions import ValidationError

from articles.models import FAQ
from comparisons.models import Comparison, Row, Subject
from hub.content import keys
from hub.content.saving import constraint_sentence, keep_order, put


def put_tags(site, entry, page, more, saved):
    """Give a page its tags and ``more``, the names of its further categories."""
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
    entries = owner.entries("faqs", keys.FAQ.values())
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
    return put(entry, faq, values, keys.FAQ, parents=["article"], saved=saved)
