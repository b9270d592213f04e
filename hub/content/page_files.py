"""What the file of a page says: its keys, and what follows from its name and text where a key is missing."""

import re
from dataclasses import dataclass
from itertools import pairwise

from django.db import models
from django.utils.dateparse import parse_date

from articles.markdown import rendering as markdown
from articles.models import Article
from articles.slugify import make_slug
from comparisons.models import Comparison
from hub.content.entries import Entry, read_moment
from hub.content.files import label
from hub.content.names import read_aliases, slug_of
from hub.content.report import ContentError
from hub.content.visibility import is_hiding, reasons_to_hide

ARTICLE_KEYS = {
    *(
        "title",
        "slug",
        "uid",
        "summary",
        "description",
        "date",
        "lastmod",
        "draft",
        "published",
        "withdrawn",
        "featured",
    ),
    *("topic", "categories", "tags", "author", "aliases", "technologies", "faqs"),
}
COMPARISON_KEYS = ARTICLE_KEYS | {"rows", "choose_when", "verdict"}
DATED_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})-(.+)", re.ASCII)


@dataclass
class Page:
    """What a file says of a page before the database is asked; ``date`` is None where neither key nor name has one.

    ``hidden`` says why it is not for everybody.
    """

    entry: Entry
    model: type
    title: str
    slug: str
    body: str
    date: object
    hidden: list
    aliases: list

    @property
    def is_draft(self):
        return bool(self.hidden)

    @property
    def is_comparison(self):
        return self.model is Comparison


def is_comparison(path):
    return path.parts[0] == "comparisons"


def read_page(report, file):
    comparison = is_comparison(file.path)
    known = COMPARISON_KEYS if comparison else ARTICLE_KEYS
    fold_keys(file.front_matter, known)
    hiding = {key for key, value in file.front_matter.items() if is_hiding(key, value)}
    entry = Entry(report, label(file.path), file.front_matter, known | hiding)
    title, body = entry.text("title"), file.body
    if not title:
        title, body, line = take_heading(body)
        file.front_matter.lines["title"] = file.body_line + line
    file.front_matter.lines["text"] = file.body_line
    date, stem = date_and_name(file.path)
    return Page(
        entry=entry,
        model=Comparison if comparison else Article,
        title=title,
        slug=entry.text("slug") or slug_of(stem) or make_slug(title),
        body=body,
        date=entry.read("date", models.DateTimeField()) or date,
        hidden=reasons_to_hide(entry, file.path, known),
        aliases=read_aliases(entry),
    )


def fold_keys(mapping, known):
    """Write our own keys as we do: generators take “Title” for “title”. Raises ContentError for a key in two spellings."""
    for key in [key for key in mapping if key not in known and key.lower() in known]:
        line = mapping.lines.pop(key)
        if key.lower() in mapping:
            raise ContentError(f"The key “{key.lower()}” stands here twice.", line)
        mapping[key.lower()], mapping.lines[key.lower()] = mapping.pop(key), line


def take_heading(body):
    """The words of the first heading of a text, the text without it, and its line counted from 0."""
    tokens = markdown.parser.parse(body, {"prefix": ""})
    for heading, inline in pairwise(tokens):
        if heading.type == "heading_open" and heading.level == 0:
            lines, (start, end) = body.split("\n"), heading.map
            return markdown.plain_text(inline.children), "\n".join(lines[:start] + lines[end:]).lstrip("\n"), start
    return "", body, 0


def date_and_name(path):
    """The date in the name of a file, or None, and the rest of its name; an index has the name of its folder."""
    stem = path.parent.name if path.stem.lower() in ("index", "_index") else path.stem
    dated = DATED_NAME.fullmatch(stem)
    try:
        day = dated and parse_date(dated[1])
    except ValueError:
        day = None
    return (read_moment(dated[1]), dated[2]) if day else (None, stem)
