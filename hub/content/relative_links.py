"""Links and pictures of a folder of Markdown, as its files lead to each other, become addresses of this site.

What a file shows of the folder comes in with it; what leads to nothing that comes in is said with file and line.
"""

import posixpath
import re
from collections import defaultdict
from pathlib import PurePosixPath
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.urls import reverse

from articles.images.encoding import name_image, store_named
from articles.markdown.writing import CODE_SPAN, rewritten
from articles.routes import find_pages
from articles.slugify import make_slug
from hub.content.files import PICTURES, label, read_bytes
from hub.content.front_matter import is_index
from hub.content.yaml_text import ContentError

SUFFIX = re.compile(r"\.(?:md|markdown|html?)$", re.IGNORECASE)
INDEX = re.compile(r"(?:^|/)index$", re.IGNORECASE)
# What Liquid, Hugo and Pelican have for an address, such as {% post_url x %}, {{< ref "x" >}} and {filename}x; and the
# address of the site, which may stand before it.
TEMPLATE = r"\{[{%][^{}\n]{1,200}[%}]\}"
BASE = re.compile(r"(?:\{\{-?\s*(?:\w+\.){0,2}(?:base_?)?(?:url|path|root)\s*(?:\|\s*\w+\s*)?-?\}\})+", re.IGNORECASE)
FILTERS = r"(?:\|\s*(?:(?:relative_|absolute_|abs|rel)?url|escape|prepend:\s*site\.(?:base)?url)\s*)+"
TEMPLATES = [
    re.compile(r"""\{%-?\s*(?:post_url|link)\s+["']?(?P<file>[^\s"']+)["']?\s*-?%\}(?P<rest>.*)"""),
    re.compile(r"""\{\{[<%]\s*(?:rel)?ref\s+(?:path=)?["']?(?P<file>[^\s"'#]*)(?P<rest>#[^\s"']*|)["']?\s*[>%]\}\}"""),
    re.compile(rf"""\{{\{{-?\s*["'](?P<file>[^"'#]+)["']\s*{FILTERS}-?\}}\}}(?P<rest>.*)""", re.IGNORECASE),
    re.compile(r"[{|](?:filename|static|attach)[}|](?P<file>[^#]+)(?P<rest>.*)"),
]
ADDRESS = rf"<[^<>\n]*>|[^()<>{{\n\"]{{1,300}}?\.(?:png|jpe?g|gif|webp|md)(?=\))|(?:{TEMPLATE}|[^\s()<>])+"
LINKS = re.compile(
    rf"{CODE_SPAN}|(?P<embed>!?)\[\[(?P<note>(?=[^\]])[^\[\]|#\n]*?)(?P<part>#[^\[\]|\n]*?)?(?:\\?\|(?P<words>[^\[\]\n]*))?\]\]"
    r"|<!--[^\n]{0,2000}?-->"
    rf"|(?P<before>(?<!\\)\]\([ \t]*)(?P<inline>{ADDRESS})"
    rf"|(?P<label>^ {{0,3}}\[(?!\^)[^\]\n]{{1,200}}\]:[ \t]*)(?P<target><[^<>\n]*>|(?:{TEMPLATE}|[^\s<>])+)"
    rf"""|(?P<image><img\b[^<>]{{0,2000}}?\bsrc=["'])(?P<source>(?:{TEMPLATE}|[^"'<>\n])+)""",
    re.MULTILINE | re.IGNORECASE,
)


SIZE = re.compile(r"\s*(?:\d+(?:x\d+)?)?\s*", re.ASCII)  # of a picture, where its words stand otherwise


class Places:
    """Where the files of a folder come to stand: its pages at their addresses, its pictures under their names.

    ``shown`` holds the paths of the pictures that a page shows, by the name that each is stored under.
    """

    def __init__(self, root, paths, pages):
        self.root, self.shown, self.names = root, {}, {}
        self.pages, self.pictures = {}, {}
        for keys in (keys_of, further_keys):
            for page in pages:
                for key in keys(page):
                    self.pages.setdefault(key, page)
        self.pictures = {composed_path(path): path for path in paths if path.suffix.lower() in PICTURES}
        self.ends = defaultdict(set)
        for key in [*self.pages, *self.pictures]:
            self.ends[posixpath.basename(key).lower()].add(key)

    def address_of(self, page, written, *, is_note=False):
        """The address on this site of what is written in a page; None where that leads to nothing that comes in.

        Of several notes of one name the nearest is meant. What leads elsewhere, or to this site already, stays.
        Raises ContentError where a picture cannot come in.
        """
        address, rest = without_template(written)
        try:
            parts = urlsplit(address + rest)
        except ValueError:
            return written
        is_elsewhere = parts.scheme or parts.netloc or not parts.path or parts.path.startswith(settings.MEDIA_URL)
        if is_elsewhere or find_pages([parts.path])[0]:
            return written
        found = self.find(page, normalize("NFC", unquote(parts.path)), is_note)
        if not found and not is_served(address):
            return None
        fragment = make_slug(unquote(parts.fragment)) if "%20" in parts.fragment else parts.fragment
        return parts._replace(path=found or parts.path, fragment=fragment).geturl()

    def find(self, page, path, is_note):
        """The address of the page or the picture that a path means in a page; None where there is none, or several.

        To a page in a language, a name means what has it in the same one.
        """
        own = f"{path.rstrip('/').removesuffix('.md')}.{page.language}"
        return (page.language and self.find_path(page, own, is_note)) or self.find_path(page, path, is_note)

    def find_path(self, page, path, is_note):
        folder, bare = posixpath.dirname(composed_path(page.file)), path.strip("/")
        if path.startswith("/"):
            # The site may begin in any folder that the page is in, such as that of its language.
            places = (bare, *(f"{place}/{bare}" for place in PurePosixPath(folder, "x").parents if bare))
            found = next(filter(None, map(self.stand_at, places)), None)
            return found or self.end_in(bare, folder if is_note else None) or self.stand_below(bare)
        # A browser looks from the address of a page, which most generators end in a slash; their authors from its file.
        places = (SUFFIX.sub("", composed_path(page.file)), folder)
        places = places if path.endswith("/") else reversed(places)
        if is_index(page.file):
            places = (folder, posixpath.dirname(folder))
        joined = (posixpath.normpath(posixpath.join(place, path)) for place in places)
        found = next(filter(None, map(self.stand_at, joined)), None)
        # Notes name a file without its folder, where no other has the name.
        return found or (self.end_in(path, None) if re.fullmatch(r"[^/]+\.\w+", path) else None)

    def stand_at(self, path):
        if path in self.pictures:
            return self.picture(self.pictures[path])
        page = self.pages.get(key_of(path))
        return page and reverse(
            "comparison-detail" if page.is_comparison else "article-detail", args=[page.wanted_slug]
        )

    def end_in(self, path, folder):
        """What the one file is whose path ends so: a folder often holds the site below another one, such as static.

        Of several, the one that is nearest to the folder, where one is given.
        """
        for wanted in (path, key_of(path)):
            same = self.ends[posixpath.basename(wanted).lower()]
            ending = f"/{wanted}".lower()
            found = [key for key in same if f"/{key}".lower().endswith(ending)]
            meant = set(map(self.stand_at, found if folder is None else nearest(found, folder)))
            if meant:
                return meant.pop() if len(meant) == 1 else None
        return None

    def stand_below(self, path):
        """What stands at the end of a path: the site may have stood below an address, such as /blog/2020/01/02/name."""
        parts = path.split("/")
        least = 1 if parts[0] == self.root.resolve().name else 2
        ends = ("/".join(parts[start:]) for start in range(1, len(parts) - least + 1))
        return next(filter(None, map(self.stand_at, ends)), None)

    def picture(self, path):
        if path not in self.names:
            try:
                self.names[path], _ = name_image(read_bytes(self.root / path))
            except ValidationError as error:
                raise ContentError(f"The picture {label(path)} was left out: {' '.join(error.messages)}") from None
        self.shown[self.names[path]] = path
        return settings.MEDIA_URL + self.names[path]

    def new_pictures(self, report):
        """The paths of the pictures that pages show and that are not stored yet."""
        new = {path for name, path in self.shown.items() if not default_storage.exists(name)}
        for path in self.shown.values():
            report.record("pictures", label(path), path in new, [])
        return new

    def store(self, paths):
        for path in paths:
            store_named(*name_image(read_bytes(self.root / path)))


def nearest(keys, folder):
    """Those of these paths that share most folders with that one, and have fewest besides."""

    def distance(key):
        return -len(posixpath.commonprefix([key.split("/")[:-1], folder.split("/")])), key.count("/")

    least = min(map(distance, keys), default=None)
    return [key for key in keys if distance(key) == least]


def is_served(address):
    """Whether this site has such an address besides, such as /feeds/."""
    return address.startswith("/") and not find_pages([address])[1]


def composed_path(path):
    return normalize("NFC", label(path))


def key_of(path):
    """What files and addresses of one page have in common: no suffix, and no index."""
    return INDEX.sub("", SUFFIX.sub("", path.rstrip("/")))


def keys_of(page):
    """The paths that may lead to a page: of its file, with its slug, and as Jekyll makes addresses of them."""
    key = key_of(composed_path(page.file))
    for name in (key, posixpath.join(posixpath.dirname(key), page.wanted_slug)):
        yield name
        yield re.sub(r"(^|/)_", r"\1", name)
    yield from (key_of(address.strip("/")) for address in page.addresses)
    yield from page.other_names
    if page.date:
        yield f"{page.date:%Y/%m/%d}/{page.wanted_slug}"


def further_keys(page):
    """The paths that lead to a page where no page has them itself: as Jekyll has them of its collections, and with its
    language as a folder of the site, de/page, where it is called page.de.md."""
    key = key_of(composed_path(page.file))
    yield re.sub(r"^(?:.*/)?_[^/]+/", "", key)
    folder, _, name = key.removesuffix(f".{page.language}").rpartition("/")
    parts = [*filter(None, folder.split("/")), name]
    for place in range(len(parts) if page.language else 0):
        yield "/".join(filter(None, [*parts[:place], page.language, *parts[place:]]))


def without_template(written):
    """An address without the templates that make it, and the fragment behind that."""
    base = BASE.match(written)
    rest = written[base.end() :] if base else written
    found = next(filter(None, (template.fullmatch(rest) for template in TEMPLATES)), None)
    if found:
        return found["file"] if found["file"].startswith(("/", ".")) else f"/{found['file']}", found["rest"]
    return (f"/{rest.lstrip('/')}", "") if base and rest else (rest or written, "")


def relink(page, places):
    """Let the links and pictures of a page lead to where what they mean stands here; say which lead nowhere."""

    def put(match, line):
        written = match["note"] or match["inline"] or match["target"] or match["source"]
        if match["part"] and not written:
            return note_as_link(match, "")
        if not written:
            return match[0]
        written = written.strip("<>") if match["note"] is None else f"/{written.strip()}"
        try:
            address = places.address_of(page, written, is_note=match["note"] is not None)
            if address is None:
                raise ContentError(why_nowhere(match["note"] or written))
        except ContentError as error:
            page.report.warn(page.path, page.text_line(line), error.message)
            page.told.add(written)
            return match[0]
        if match["embed"] and not address.startswith(settings.MEDIA_URL):
            said = f"“{match['note']}” is not shown in this page: it is a link."
            page.report.warn(page.path, page.text_line(line), said)
        return match[0] if address == written else written_as(match, address)

    page.body = rewritten(page.body, LINKS, put)


def why_nowhere(written):
    """What to say of an address that leads to nothing, the same of all that begin with one template."""
    template = re.search(TEMPLATE, without_template(written)[0])
    if template:
        return f"“{template[0]}” is a template, which nobody fills in here."
    return f"“{written}” leads to nothing that comes in with this folder."


def written_as(match, address):
    """A link with another address; one of a wiki becomes one of Markdown."""
    if match["note"]:
        return note_as_link(match, address)
    written = match["inline"] or match["target"]
    before = match["before"] or match["label"] or match["image"]
    return before + (f"<{address}>" if written and written.startswith("<") else address)


def note_as_link(match, address):
    """A link of a wiki in Markdown: to a page, to a heading of it by the id that it has here, or a picture."""
    is_picture = match["embed"] and address.startswith(settings.MEDIA_URL)
    words, part = match["words"] or "", (match["part"] or "").rpartition("#")[2]
    if is_picture:
        return f"![{match['note'] if SIZE.fullmatch(words) else words}]({address})"
    fragment = f"#{make_slug(part)}" if part and not part.startswith("^") else ""
    return f"[{words or match['note'] or part.lstrip('^')}]({address}{fragment})"
