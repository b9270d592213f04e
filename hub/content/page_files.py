"""Page: what a Markdown file says of a page before the database is asked, in the words of any generator."""

import re

from articles.markdown.writing import CODE_SPAN, rewritten
from hub.content.entries import Entry, composed, last_slug, slug_of
from hub.content.field_types import read_moment
from hub.content.files import is_where_exports_have_pages, label
from hub.content.format import ARTICLE, COMPARISON
from hub.content.front_matter import date_and_name, is_index, parse_markdown, take_heading
from hub.content.old_addresses import day_in_addresses, read_addresses
from hub.content.visibility import PUBLISHED_ON, is_hiding, is_in_future, plain, reasons_to_hide
from hub.content.yaml_text import ContentError, Mapping

# What begins or ends a comment of notes, which nobody is to read.
COMMENT = re.compile(rf"{CODE_SPAN}|(?P<comment>(?<![%\w])%%(?!%))")


class Page(Entry):
    """What a file says of a page before the database is asked; ``date`` is None where neither key nor name has one.

    ``hidden`` says why it is not for everybody; ``told`` holds the addresses that are known to lead nowhere.
    Raises ContentError.
    """

    def __init__(self, report, path, text):
        front_matter, body, body_line = parse_markdown(text)
        kind = COMPARISON if path.parts[0] == "comparisons" else ARTICLE
        fold_keys(front_matter, kind.known)
        raise_taxonomies(front_matter)
        hiding = {key for key, value in front_matter.items() if is_hiding(key, value)}
        date, stem = date_and_name(path)
        super().__init__(report, label(path), front_matter, kind, hiding, stem)
        self.file, self.told = path, set()
        self.name, self.body, self.taken_lines = self.text("title"), body, range(0)
        front_matter.lines["text"] = body_line
        if not self.name:
            self.name, self.body, line, self.taken_lines = take_heading(body, composed(stem))
            front_matter.lines["title"] = body_line + line
        read_addresses(self)
        self.aliases = self.slugs
        if "/" in self.text("slug"):
            self.slug = last_slug(self.text("slug")) or slug_of(stem)
        self.date = self.read(self.dated_key, read_moment) or date or day_in_addresses(self)
        comments = [] if self.text("uid") else comment_lines(body)
        unread = [f"a %% that may begin a comment in line {body_line + line}" for line in comments[:1]]
        self.hidden = reasons_to_hide(self, kind.known) + unread

    @property
    def dated_key(self):
        """The key that says when it was published: ``date``, or one of those that other generators have for it."""
        dates = [key for key, value in self.mapping.items() if plain(key) in PUBLISHED_ON and value and key != "date"]
        past = [key for key in dates if not is_in_future(self.mapping[key])]
        return "date" if self.mapping.get("date") or not past else past[0]

    def split(self, key, text):
        """What one text means as a list: names between commas; without any, the words of Jekyll and of notes."""
        if self.mapping.is_header and ";" in text:
            return text.split(";")
        if "," in text and key not in ("topic", "category", "author"):
            return text.split(",")
        is_words = key in ("tags", "categories") and (not self.mapping.is_header or text.startswith("#"))
        return text.split() if is_words else [text]

    @property
    def tags(self):
        """The names of its tags, without the signs that notes write around them."""
        names = self.names("tags", self.split)
        return names if self.is_ours else [name.lstrip("#[").rstrip("]") for name in names]

    def text_line(self, number):
        """The line in its file of a line of its text, which is counted from 0."""
        return self.line("text") + number + (len(self.taken_lines) if number >= self.taken_lines.start else 0)

    @property
    def is_ours(self):
        """Whether an export may have written it, whose slugs are nobody else's to change."""
        return is_where_exports_have_pages(self.file) or bool(self.text("uid"))

    @property
    def language(self):
        """What the name of its file says between its last two dots, as Hugo has it of a translation; often nothing."""
        found = re.fullmatch(r".+\.([a-z]{2}(?:-[a-z]{2,4})?)", self.file.stem, re.ASCII | re.IGNORECASE)
        return found[1].lower() if found else ""

    @property
    def rank(self):
        """Which of several pages has first claim to what all of them want: the lowest."""
        return not self.is_ours, bool(self.language), len(self.folders)

    @property
    def folders(self):
        """The names of the folders that it is in, without the one that it has its own name from."""
        return [composed(label(part)) for part in self.file.parent.parts[: -1 if is_index(self.file) else None]]

    @property
    def is_comparison(self):
        return self.kind is COMPARISON


def comment_lines(text):
    """The lines of a text, from 0, in which a comment of notes may begin."""
    lines = []

    def note(match, line):
        lines.extend([line] if match["comment"] else [])
        return match[0]

    if "%%" in text:
        rewritten(text, COMMENT, note)
    return lines


def fold_keys(mapping, known):
    """Write our keys as we do: generators take “Title” for “title”. Raises ContentError for one in two spellings."""
    for key in [key for key in mapping if key not in known and key.lower() in known]:
        line = mapping.lines.pop(key)
        if key.lower() in mapping:
            raise ContentError(f"The key “{key.lower()}” stands here twice.", line)
        mapping[key.lower()], mapping.lines[key.lower()] = mapping.pop(key), line


def raise_taxonomies(mapping):
    """Take out of ``taxonomies``, where Zola has them, what other generators write at the top."""
    inner = mapping.get("taxonomies")
    for key in ("tags", "categories", "authors") if isinstance(inner, Mapping) else ():
        if key in inner and key not in mapping:
            mapping.lines[key], mapping[key] = inner.lines[key], inner.pop(key)
    if isinstance(inner, Mapping) and not inner:
        del mapping["taxonomies"]
