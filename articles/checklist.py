"""What a page still lacks before readers should see it. Each rule is a function from a page to findings.

A page that was never saved has no rows yet, so it lacks all that rows would say.
"""

from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from articles.extensions import extensions
from articles.links import addresses_of, dead_links
from articles.markdown.rendering import parser, plain_text
from articles.markdown.spans import DECORATIVE, spans

LONGEST_TITLE = 60  # characters that a search engine shows


@dataclass(frozen=True)
class Finding:
    """Something that a page lacks. An error keeps it from being published; ``place`` is where it can be mended.

    ``address`` is the link that it is about, where it is about one.
    """

    sentence: str
    place: str
    is_error: bool = False
    address: str = ""


@dataclass(frozen=True)
class CheckedText:
    """One Markdown text of a page: its name, its place in the form."""

    name: str
    place: str
    markdown: str

    @cached_property
    def tokens(self):
        return parser.parse(self.markdown)


def faqs_of(page):
    return page.faqs.all() if page.pk else ()


def texts_of(page):
    """The texts of any page, as its form numbers them."""
    answers = (
        CheckedText(f"The answer to “{faq}”", f"#id_faqs-{number}-answer", faq.answer)
        for number, faq in enumerate(faqs_of(page))
    )
    return [CheckedText("The text", "#id_body", page.body), *answers]


def check(page):
    """Every finding about a page, errors first."""
    added = extensions[type(page)]
    texts = [*texts_of(page), *chain.from_iterable(extension.texts(page) for extension in added)]
    findings = chain(
        shortcomings(page),
        pictures_without_words(texts),
        links_that_lead_nowhere(page, texts),
        chain.from_iterable(extension.findings(page) for extension in added),
    )
    return sorted(findings, key=lambda finding: not finding.is_error)


def shortcomings(page):
    if not page.summary.strip():
        yield Finding("The summary is missing: lists, feeds and search results show it.", "#id_summary", is_error=True)
    if len(page.title) > LONGEST_TITLE:
        sentence = f"The title has {len(page.title)} characters; search engines cut it after about {LONGEST_TITLE}."
        yield Finding(sentence, "#id_title")
    if not faqs_of(page):
        yield Finding("There is no question with an answer.", "#faqs-group")


def pictures_without_words(texts):
    """A picture needs alternative text, unless its title says that it is decorative."""
    for text in texts:
        pictures = list(spans(text.tokens, "image"))
        bare = [picture for picture in pictures if not plain_text(picture.children, pictures=True)]
        count = sum(picture.attrs.get("title") != DECORATIVE for picture in bare)
        if count:
            what = "a picture" if count == 1 else f"{count} pictures"
            yield Finding(f"{text.name} has {what} without alternative text.", text.place, is_error=True)


def links_that_lead_nowhere(page, texts):
    """A link to a page of the hub that is not there, not published, withdrawn or misspelt."""
    linked = [(text, token.attrs.get("href", "")) for text in texts for token in spans(text.tokens, "link_open")]
    dead = dead_links(address for _, address in linked)
    if dead and page.is_public:  # as it will be once it is saved
        dead -= addresses_of(page, dead)
    for text, address in dict.fromkeys(((text.name, text.place), address) for text, address in linked):
        if address in dead:
            name, place = text
            yield Finding(f"{name} links to {address}, where readers find nothing.", place, True, address)
