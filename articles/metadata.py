"""What a page says about itself to search engines and to those who link to it: made once as data, written once.

A view makes the Metadata of its page from what it has fetched anyway; ``templates/_metadata.html`` writes it into the
head, and the trail above the page is the same data. Structured data (schema.org) repeats only what the page shows.
"""

import re
from dataclasses import dataclass, replace
from functools import cached_property
from html import unescape

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.text import Truncator

from articles.absolute import absolute_url
from articles.citations import Citation
from articles.images import cards

LONGEST = 200  # characters of a description that nobody wrote
FOOTNOTE_MARK = re.compile(r"<sup>.*?</sup>", re.DOTALL)
# A sentence ends before a space that something other than a small letter follows: "e.g. this" goes on.
SENTENCE = re.compile(r".+?(?:[.!?…](?=\s+[^\sa-z])|[。！？]|$)", re.DOTALL)


@dataclass(frozen=True)
class Metadata:
    """What the head of a page says. ``path`` is the canonical one; ``name`` is what trails call the page."""

    title: str
    description: str
    path: str
    name: str = ""
    parents: tuple = ()  # name and path of each page between home and this one
    card: cards.Card | None = None
    author: str = ""
    published: object = None  # a date or a moment, as is ``modified``; only articles have it
    modified: object = None
    data: tuple = ()  # schema.org objects
    has_trail: bool = True

    @property
    def full_title(self):
        return self.title if self.title == settings.SITE_NAME else f"{self.title} · {settings.SITE_NAME}"

    @property
    def url(self):
        return absolute_url(self.path)

    @property
    def kind(self):
        """The og:type."""
        return "article" if self.published else "website"

    @cached_property
    def image(self):
        """Address and words of the picture shown beside a link; its size is always that of a card."""
        if self.card:
            return {"url": absolute_url(self.card.path), "alt": self.card.alt, **SIZE}
        return {"url": absolute_url(static("img/card.png")), "alt": settings.SITE_NAME, **SIZE}

    @property
    def citation(self):
        return Citation(self.title, self.author or settings.SITE_NAME, self.modified, self.url)

    @property
    def trail(self):
        """Name and path of each page from home to this one."""
        return [("Home", reverse("home")), *self.parents, (self.name or self.title, self.path)]

    @cached_property
    def structured(self):
        """All structured data of the page as one JSON-LD document, or None."""
        graph = [*self.data, trail_data(self.trail)] if self.has_trail else list(self.data)
        return {"@context": "https://schema.org", "@graph": graph} if graph else None


SIZE = {"width": cards.WIDTH, "height": cards.HEIGHT}

# --- words ------------------------------------------------------------------------


def text_of_html(html):
    """The words of stored HTML on one line, without footnote marks."""
    return " ".join(unescape(strip_tags(FOOTNOTE_MARK.sub("", html))).split())


def first_sentence(text):
    sentence = SENTENCE.match(text)
    return sentence[0] if sentence else ""


def description_of(*texts):
    """The first of these texts that says something, cut to the length of a description."""
    return next((Truncator(text).chars(LONGEST) for text in texts if text), "")


# --- schema.org -------------------------------------------------------------------


def trail_data(trail):
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": absolute_url(path)}
        for position, (name, path) in enumerate(trail, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def site_data():
    """The organization that publishes the site."""
    return {"@type": "Organization", "name": settings.SITE_NAME, "url": absolute_url(reverse("home"))}


def licence_data():
    return {"license": settings.CONTENT_LICENCE["path"]} if settings.CONTENT_LICENCE else {}


def author_data(author):
    """A byline is a person, unless it names the site, as “The Learning Hub editors” do; without one it is the site."""
    if author is None:
        return site_data()
    kind = "Organization" if settings.SITE_NAME.casefold() in author.name.casefold() else "Person"
    data = {"@type": kind, "name": author.name, "url": absolute_url(author.get_absolute_url())}
    return {**data, "sameAs": author.url} if author.url else data


def article_data(page, description, image, modified):
    data = {
        "@type": "Article",
        "headline": page.title,
        "description": description,
        "url": absolute_url(page.get_absolute_url()),
        "image": {"@type": "ImageObject", "url": image["url"], **SIZE},
        "datePublished": page.published_at.isoformat(),
        "dateModified": modified.isoformat(),
        "author": author_data(page.author),
        "publisher": site_data(),
        "inLanguage": settings.LANGUAGE_CODE,
        **licence_data(),
    }
    return {**data, "articleSection": page.topic.name} if page.topic else data


def faq_data(faqs):
    """The questions and answers of a page in the words that it shows; a list of one, or empty where it has none."""
    questions = [
        {
            "@type": "Question",
            "name": faq.question,
            "acceptedAnswer": {"@type": "Answer", "text": text_of_html(faq.answer_html)},
        }
        for faq in faqs
    ]
    return [{"@type": "FAQPage", "mainEntity": questions}] if questions else []


# --- pages of this app --------------------------------------------------------------


def card_of(page, about):
    """The social card of a page about these things. It reads title, summary, uid and ``card_html``."""
    sentence = first_sentence(text_of_html(page.card_html)) or first_sentence(page.summary)
    return cards.Card(page.uid.hex, page.title, tuple(map(str, about)), description_of(sentence))


def of_article(article, about):
    fallback = description_of(text_of_html(article.lead_html), f"{article.title}: an article.")
    return of_published(article, about, article.updated_at, fallback, ("Articles", reverse("article-list")))


def of_published(page, about, modified, fallback, parent, data=()):
    """An article or comparison. ``modified`` is the day or moment that the page itself names as its last change."""
    metadata = Metadata(
        page.title,
        page.summary or fallback,
        page.get_absolute_url(),
        parents=(parent,),
        card=card_of(page, about),
        author=page.author.name if page.author else "",
        published=page.published_at,
        modified=modified,
    )
    article = article_data(page, metadata.description, metadata.image, modified)
    return replace(metadata, data=(article, *faq_data(page.faqs.all()), *data))


def numbered(metadata, number):
    """What a page of a long list says: each has an address of its own, whatever filter was set."""
    if number == 1:
        return metadata
    title, path = f"{metadata.title}, page {number}", f"{metadata.path}?page={number}"
    return replace(metadata, title=title, path=path, name=metadata.name or metadata.title)


def of_topic(topic):
    written = text_of_html(topic.description_html)
    description = description_of(written, f"Comparisons and articles on {topic}.")
    return Metadata(topic.name, description, topic.get_absolute_url())


def of_author(author):
    description = description_of(text_of_html(author.bio_html), f"Comparisons and articles by {author}.")
    return Metadata(author.name, description, author.get_absolute_url())


def of_nothing(title, description):
    """What is not there, or not any more: it has no canonical address but home."""
    return Metadata(title, description, reverse("home"), has_trail=False)
