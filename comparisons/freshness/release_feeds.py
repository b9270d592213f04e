"""Releases from a feed: Atom or RSS becomes versions with dates, and those that are new are recorded.

A feed is a stranger's XML: one that declares a document type or an entity is refused. Prereleases are skipped, and so
is whatever is not newer than the latest release known, because which older ones a page lists is an editor's choice.
What cannot be told for sure, the version, its state or its day, is left to an editor too.
"""

import datetime
import re
from dataclasses import dataclass
from itertools import islice
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree.ElementTree import ParseError, TreeBuilder, XMLParser

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from articles.slugify import on_one_line
from comparisons.freshness.fetching import FetchError, parse_moment
from comparisons.freshness.release_titles import LONGEST_TITLE, Kind, may_be_no_version, read_entry, read_title
from comparisons.models import Release
from comparisons.values import numbers_of

# Names of elements without these stand for themselves; those of Dublin Core, old and new, become “dc:date”.
NAMESPACES = {
    "{http://www.w3.org/2005/Atom}": "",
    "{http://purl.org/rss/1.0/}": "",
    "{http://purl.org/dc/elements/1.1/}": "dc:",
    "{http://purl.org/dc/terms/}": "dc:",
    "{http://www.andymatuschak.org/xml-namespaces/sparkle}": "sparkle:",
}
FEEDS = {"feed", "rss", "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}RDF"}
DAYS = ("published", "pubDate", "dc:issued", "dc:date", "dc:created", "updated")
# What programs write before the first element without wanting to: space, byte order marks, U+00A0, U+200B, U+2060.
LEADING = re.compile(rb"(?:\s|\xef\xbb\xbf|\xc2\xa0|\xe2\x80\x8b|\xe2\x81\xa0)*")
MOST_ENTRIES = 5000  # 0.1 ms each
MOST_NEWS = 200  # new releases at once: a project makes no more between two visits
# Categories that tell what a text is about, not how ripe a version is.
TOPICS = {"dev", "development", "test", "testing"}
MOST_SIGNS = 2000  # of a title, with white space: titles inside of titles are not read over and over
FIRST_DAY = datetime.date(1990, 1, 1)  # older ones, such as 1970-01-01, are what programs write for none


class FeedError(FetchError):
    """Not a feed that can be read; the message says why."""


@dataclass(frozen=True)
class FeedRelease:
    """A release as a feed announces it; ``day`` is an ISO date, or empty where the feed names none that can be."""

    version: str
    day: str
    title: str
    url: str
    kind: Kind

    @property
    def is_clear(self):
        return self.kind is Kind.STABLE and bool(self.day)


def parse_feed(data, *, address="", names=()):
    """The releases that a feed, given as bytes, announces; ``names`` are what a title may call the technology.

    Entries without a version are left out. Raises FeedError.
    """
    root = parse_xml(data[LEADING.match(data).end() :])
    if root.tag not in FEEDS:
        raise FeedError("This is neither an Atom nor an RSS feed.")
    entries = [*root.findall("entry"), *root.findall("item"), *root.findall("channel/item")]
    if len(entries) > MOST_ENTRIES:
        raise FeedError(f"This feed has more than {MOST_ENTRIES} entries.")
    return [release for entry in entries for release in read_releases(entry, address, names)]


class Builder(TreeBuilder):
    """Builds elements with short names, and refuses what a feed needs not."""

    def start(self, name, attributes):
        return super().start(short(name), attributes)

    def end(self, name):
        return super().end(short(name))

    def doctype(self, *declaration):
        raise FeedError("The feed declares a document type, which no feed needs.")


def parse_xml(data):
    """The root element; elements of the usual namespaces have short names. Raises FeedError."""
    parser = XMLParser(target=Builder())  # noqa: S314 - nothing grows without a document type
    try:
        parser.feed(data)
        return parser.close()
    except (ParseError, ValueError, LookupError) as error:
        raise FeedError(f"This is not XML that can be read: {error}.") from None


def short(name):
    space, brace, rest = name.rpartition("}")
    return NAMESPACES.get(space + brace, space + brace) + rest


def read_releases(entry, address, names):
    """What an entry announces: several releases, one, or none."""
    pieces = (text[:MOST_SIGNS] for element in entry.findall("title")[:1] for text in element.itertext())
    title = on_one_line(" ".join(islice(pieces, LONGEST_TITLE))[:MOST_SIGNS])
    url = followed_link(entry, address)
    kind, found = read_entry(title, tag_of(url), names)
    if found and is_said_to_be_early(entry):
        kind = Kind.PRERELEASE if len(found) < 2 else Kind.UNCLEAR
    return [FeedRelease(version, day_of(entry), title or version, url, kind) for version in found]


def is_said_to_be_early(entry):
    """Whether a category or a channel is one of prereleases, whatever the title says."""
    marks = [
        mark.get("term") or mark.text or "" for name in ("category", "sparkle:channel") for mark in entry.findall(name)
    ]
    return any(read_title(mark, ())[0] is Kind.PRERELEASE and mark.strip().lower() not in TOPICS for mark in marks)


def tag_of(url):
    """The last part of an address, or all that a forge calls a tag there: “plugin/v1.2” is not “v1.2”."""
    path = urlsplit(url).path.rstrip("/").removesuffix(".html")
    _, found, tag = path.partition("/releases/tag/")
    return unquote(tag if found else path.rpartition("/")[2])


def followed_link(entry, address):
    """Where an entry leads; to the feed itself where that is no address that readers could follow."""
    links = [link for link in entry.findall("link") if link.get("rel", "alternate") == "alternate"]
    link = (links[0].get("href") or links[0].text or "") if links else ""
    try:
        url = urljoin(address, link.strip())
        urlsplit(url)  # urljoin itself reads it only where there is an address to join
    except ValueError:  # such as http://[
        return address
    return url if url.startswith(("http://", "https://")) else address


def day_of(entry):
    """The day that an entry names first, as an ISO date; empty where that is none on which a release can have been."""
    text = next(filter(None, ((entry.findtext(name) or "").strip() for name in DAYS)), "")
    moment = parse_moment(text)
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    return moment.date().isoformat() if moment and FIRST_DAY < moment.date() <= tomorrow else ""


# --- recording ---


@transaction.atomic
def record_releases(technology, announced):
    """Record what is newer than the technology's latest release. Raises FeedError.

    Returns the Releases made, and those announced that an editor must look at. Where no release is known yet, only the
    newest is recorded: a feed does not say which was the first.
    """
    known = {numbers_of(release.version) for release in technology.releases.all()}
    latest = numbers_of(technology.latest_release.version) if technology.latest_release else ()
    news, unclear = {}, {}
    for release in announced:
        numbers = numbers_of(release.version)
        if release.kind is not Kind.PRERELEASE and numbers > latest and numbers not in known:
            is_clear = release.is_clear and not may_be_no_version(release.version, release.day, known - {()})
            (news if is_clear else unclear).setdefault(numbers, release)
    chosen = sorted(news) if latest else sorted(news)[-1:]
    if len(chosen) > MOST_NEWS:
        raise FeedError(
            f"It announces {len(chosen)} new releases at once, which no project makes: enter the latest one."
        )
    saved = {numbers: save_release(technology, news[numbers]) for numbers in chosen}
    left = {key: found for key, found in (unclear | news).items() if not saved.get(key, key in news)}
    return list(filter(None, saved.values())), [left[numbers] for numbers in sorted(left)]


def save_release(technology, found):
    """The Release made of what was found; None where that cannot be one, such as one whose link is no address."""
    release = Release(
        technology=technology,
        version=found.version,
        released_on=found.day,
        source_title=found.title[:LONGEST_TITLE],
        source_url=found.url or technology.releases_url,
        verified_on=timezone.localdate(),
    )
    release.clean_text()
    try:
        release.full_clean(exclude=["technology"])
    except ValidationError:
        return None
    release.save()
    return release


def names_for(technology):
    """What tags and titles may put before a version of this technology."""
    repository = urlsplit(technology.repository).path.strip("/").rpartition("/")[2]
    return {technology.name, technology.slug, repository}
