"""Releases from a feed: Atom or RSS becomes versions with dates, and those that are new are recorded.

A feed is a stranger's XML: one that declares a document type or an entity is refused. Prereleases are skipped, and so
is whatever is not newer than the latest release known, because which older ones a page lists is an editor's choice.
"""

import datetime
import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree.ElementTree import TreeBuilder
from xml.parsers import expat

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from comparisons import versions
from comparisons.models import Release

ATOM = "http://www.w3.org/2005/Atom}"
# “v6.1.3”, “rel_2_0_36”, “6.2a1”: numbers, then perhaps what makes it a prerelease, or nothing that matters.
EARLY = "a|alpha|b|beta|c|rc|pre|preview|dev|next|canary|nightly|snapshot|m"
VERSION = re.compile(
    rf"(?P<before>.*?)[-_/@ ]*v?(?P<version>\d+(?:\.\d+)+)"
    rf"(?P<prerelease>[-._]?(?:{EARLY})(?:[-.]?\d+)*|-(?!final|stable|release|ga|lts)[a-z][\w.-]*)?"
    r"(?:$|[^\w.].*|\.?post\d+$|\.$)",
    re.IGNORECASE | re.DOTALL | re.ASCII,
)
LONGEST_TITLE = 200
WORDS_BEFORE = {"", "v", "version", "release", "rel", "releases", "tag"}


class FeedError(Exception):
    """Not a feed that can be read; the message says why."""


@dataclass(frozen=True)
class FeedRelease:
    """A release as a feed announces it; ``day`` is an ISO date, or empty where the feed names none."""

    version: str
    day: str
    title: str
    url: str
    is_prerelease: bool


def parse_feed(data, *, address="", names=()):
    """The releases that a feed, given as bytes, announces; ``names`` are what a title may put before a version.

    Entries without a version are left out. Raises FeedError.
    """
    root = parse_xml(data)
    if root.tag not in {"feed", "rss"}:
        raise FeedError("This is neither an Atom nor an RSS feed.")
    found = [read_entry(entry, address, names) for entry in (*root.iter("entry"), *root.iter("item"))]
    return [release for release in found if release]


def parse_xml(data):
    """The root element; elements of Atom and of no namespace have plain names. Raises FeedError."""
    builder, parser = TreeBuilder(), expat.ParserCreate(namespace_separator="}")
    parser.StartElementHandler = lambda name, attributes: builder.start(name.removeprefix(ATOM), attributes)
    parser.EndElementHandler = lambda name: builder.end(name.removeprefix(ATOM))
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    try:
        parser.Parse(data, True)
        return builder.close()
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise FeedError(f"This is not XML that can be read: {error}.") from None


def refuse(*declaration):
    raise FeedError("The feed declares a document type, which no feed needs.")


def read_entry(entry, address, names):
    title = " ".join((entry.findtext("title") or "").split())
    url = join(address, link_of(entry))
    last = unquote(urlsplit(url).path.rstrip("/").rpartition("/")[2])
    found = read_version(last, names) or read_version(title, names)
    if not found:
        return None
    version, is_prerelease = found
    return FeedRelease(version, day_of(entry), title or version, url, is_prerelease)


def join(address, link):
    """Where a link of a feed leads; the feed itself where the link is none."""
    try:
        return urljoin(address, link)
    except ValueError:  # such as http://[
        return address


def link_of(entry):
    links = [link.get("href") or link.text or "" for link in entry.findall("link") if is_alternate(link)]
    return links[0].strip() if links else ""


def is_alternate(link):
    return link.get("rel", "alternate") == "alternate"


def read_version(text, names):
    """The version that a tag or title names, and whether it is a prerelease; None where it names none of ours."""
    match = VERSION.fullmatch(re.sub(r"(?<=\d)_(?=\d)", ".", text.strip()[:LONGEST_TITLE]))
    if not match:
        return None
    before = re.sub(r"[\W_]+", "", match["before"].lower())
    known = {re.sub(r"[\W_]+", "", name.lower()) for name in names}
    if not any(before in {word, f"{name}{word}"} for word in WORDS_BEFORE for name in known or {""}):
        return None
    return match["version"] + (match["prerelease"] or ""), bool(match["prerelease"])


def day_of(entry):
    for name in ("published", "updated", "pubDate"):
        if text := (entry.findtext(name) or "").strip():
            try:
                moment = parsedate_to_datetime(text) if name == "pubDate" else datetime.datetime.fromisoformat(text)
            except ValueError:
                continue
            return moment.date().isoformat()
    return ""


# --- recording ---


@transaction.atomic
def record_releases(technology, announced):
    """Record what is newer than the technology's latest release. Returns the Releases made. Raises ValidationError.

    Where no release is known yet, only the newest is recorded: a feed does not say which was the first.
    """
    known = {versions.numbers_of(release.version) for release in technology.releases.all()}
    latest = versions.numbers_of(technology.latest_release.version) if technology.latest_release else ()
    news = {}
    for release in announced:
        numbers = versions.numbers_of(release.version)
        if not release.is_prerelease and numbers > latest and numbers not in known:
            news.setdefault(numbers, release)
    chosen = sorted(news) if latest else sorted(news)[-1:]
    return [save_release(technology, news[numbers]) for numbers in chosen]


def save_release(technology, found):
    today = timezone.localdate()
    release = Release(
        technology=technology,
        version=found.version,
        released_on=found.day or today.isoformat(),
        source_title=found.title[:LONGEST_TITLE],
        source_url=found.url or technology.releases_url,
        verified_on=today,
    )
    release.clean_text()
    try:
        release.full_clean(exclude=["technology"])
    except ValidationError as error:
        raise ValidationError(f"{found.version}: {' '.join(error.messages)}") from None
    release.save()
    return release


def names_of(technology):
    """What tags and titles may put before a version of this technology."""
    repository = urlsplit(technology.repository).path.strip("/").rpartition("/")[2]
    return {technology.name, technology.slug, repository}
