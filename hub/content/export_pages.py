"""The files of pages, and of the topics, tags and authors that they name."""

from pathlib import Path

from articles.models import Article, Author, Tag, Topic
from comparisons.models import Comparison
from hub.content import keys
from hub.content.exported import by_name, fields, file_stems, former_slugs, in_order, listed, named_fields
from hub.content.names import slug_of
from hub.content.page_files import date_and_name
from hub.content.yaml_writer import write_yaml

LISTS = {
    "topics.yaml": (Topic, keys.TOPIC, in_order),
    "tags.yaml": (Tag, keys.TAG, by_name),
    "authors.yaml": (Author, keys.AUTHOR, by_name),
}
PARTS = ["tags", "faqs", "subjects__technology"]


def files():
    """The text of each file by its path."""
    texts = {}
    for path, (model, names, order) in LISTS.items():
        aliases = former_slugs(model)
        if entries := [named_fields(item, names, aliases) for item in order(model.objects.all())]:
            texts[path] = write_yaml(entries)
    aliases, pages = former_slugs(Article), Article.objects.select_related("topic", "author")
    articles = pages.filter(kind=Article.Kind.ARTICLE).prefetch_related(*PARTS)
    comparisons = Comparison.objects.select_related("topic", "author").prefetch_related(*PARTS, "rows__feature")
    return texts | page_files("articles", articles, aliases) | page_files("comparisons", comparisons, aliases)


def page_files(folder, pages, aliases):
    stems = file_stems([page.slug for page in pages])
    texts = {}
    for page in sorted(pages, key=lambda item: item.slug):
        path = Path(folder, f"{stems[page.slug]}.md")
        texts[path.as_posix()] = page_text(page, path, aliases.get(page.pk))
    return texts


def page_text(page, path, aliases):
    """Front matter, a blank line, the text: read back, it is the same to the byte."""
    values = page_fields(page) | listed("aliases", aliases) | part_fields(page)
    if page.slug == slug_of(date_and_name(path)[1]):
        del values["slug"]
    body = f"\n{page.body}\n" if page.body else ""
    return f"---\n{write_yaml(values)}---\n{body}"


def page_fields(page):
    values = {"title": page.title, "slug": page.slug, "uid": str(page.uid), **fields(page, {"summary": "summary"})}
    if page.published_at:
        values["date"] = page.published_at
    if page.updated_at != page.published_at:
        values["lastmod"] = page.updated_at
    flags = {
        "draft": page.status == Article.Status.DRAFT,
        "withdrawn": page.status == Article.Status.WITHDRAWN,
        "featured": page.featured,
    }
    values |= {key: True for key, flag in flags.items() if flag}
    values |= {"topic": page.topic.name} if page.topic else {}
    values |= listed("tags", [tag.name for tag in by_name(page.tags.all())])
    return values | ({"author": page.author.name} if page.author else {})


def part_fields(page):
    """What belongs to a page and stands in tables of its own."""
    subjects = page.subjects.all()
    values = listed("technologies", [subject.technology.slug for subject in subjects])
    if isinstance(page, Comparison):
        values |= listed("rows", [row.feature.slug for row in page.rows.all()])
        values |= listed(
            "choose_when", {item.technology.slug: item.choose_when for item in subjects if item.choose_when}
        )
        values |= listed("verdict", page.verdict)
    return values | listed("faqs", [fields(faq, keys.FAQ) for faq in page.faqs.all()])
