"""What can be found, and by which text: only what readers see on the page that the result leads to."""

import re
from dataclasses import dataclass
from html import unescape

from django.db.models import Prefetch

from articles.models import FAQ, Article
from comparisons.models import Comparison, Fact, Feature, Proof, Subject, Technology
from comparisons.table import Reference, fact_cell
from hub.models import SearchEntry

Kind = SearchEntry.Kind

TAG = re.compile(r'</?([a-z]+[1-6]?)(?:[^>"]|"[^"]*")*>')
BREAK = "\x1f"  # no stored text holds one
BLOCKS = {"p", "li", "h2", "h3", "h4", "h5", "h6", "td", "th", "tr", "pre", "div", "blockquote", "section", "br", "hr"}


@dataclass(frozen=True)
class Document:
    """A text to be found. The title weighs most, then what the lead holds, then the text; the results show the text."""

    object_id: int
    title: str
    lead: str
    text: str
    url: str
    article_id: int | None = None


def page_document(page):
    """A document of an article or, with what helps to decide, of a comparison."""
    subjects = page.subjects.all()
    choices = [part for subject in subjects for part in choose_when(subject)]
    about = [page.topic, *page.tags.all(), *(subject.technology for subject in subjects)]
    verdict = getattr(page, "verdict_html", "")
    body = map(read_html, (page.lead_html, page.body_html, *choices, verdict and f"Verdict:{verdict}"))
    names = ", ".join(dict.fromkeys(str(name) for name in [*about, page.author] if name))
    headings = [heading["text"] for heading in page.contents]
    return Document(
        object_id=page.pk,
        title=page.title,
        lead=as_sentences([page.summary, names, *headings]),
        text=as_sentences([page.summary, *body, names]),
        url=page.get_absolute_url(),
        article_id=page.pk,
    )


def choose_when(subject):
    return [f"Choose {subject} when:", subject.choose_when_html] if subject.choose_when_html else []


def faq_document(faq):
    url = f"{faq.article.get_absolute_url()}#{faq.anchor}"
    return Document(faq.pk, faq.question, "", read_html(faq.answer_html), url, faq.article_id)


def technology_document(technology):
    names = [technology.kind.name, technology.language]
    if "javascript" in technology.language.lower() and not technology.name.lower().endswith("js"):
        names.append(f"{technology}.js")  # what many call Express
    releases = [
        part
        for release in technology.releases.all()
        for part in (f"{release.version} ({release.released_words})", release.note, release.source_title)
    ]
    return Document(
        object_id=technology.pk,
        title=technology.name,
        lead=as_sentences([technology.summary, *names]),
        text=as_sentences([technology.summary, *names[:2], *releases]),
        url=technology.get_absolute_url(),
    )


def feature_document(feature):
    definition, rubric = read_html(feature.definition_html), read_html(feature.rubric_html)
    text = as_sentences([definition, rubric, feature.group.name])
    return Document(feature.pk, feature.name, definition, text, feature.get_absolute_url())


def fact_document(fact):
    """A document of what the table shows of a fact, or None where that is nothing."""
    technology, feature = fact.technology, fact.feature
    sources = [Reference(source.title, source.url, source.quote) for source in fact.sources.all()]
    cell = fact_cell(technology, feature, fact, sources)
    if feature.derived_from or (cell.level == Fact.Level.UNKNOWN and not cell.note):
        return None
    sources = [part for source in cell.sources for part in (source.title, source.quote)]
    return Document(
        object_id=fact.pk,
        title=f"{technology}: {feature}",
        lead=cell.value,
        text=as_sentences([cell.value, cell.note, *sources]),
        url=f"{technology.get_absolute_url()}#{cell.anchor}",
    )


def proof_document(proof):
    """A document of a script: what it saw, unless it was edited since, and its code."""
    saw = proof.last_run.saw if proof.last_run and not proof.is_edited else ""
    title = f"{proof.technology}: {proof.feature}, by script"
    return Document(proof.pk, title, saw, as_sentences([saw, proof.script]), proof.get_absolute_url())


PUBLISHED = Article.Status.PUBLISHED


def pages_with_subjects(model):
    """Scheduled ones too: they have to be found from their moment on. The search itself keeps them back."""
    pages = model.objects.filter(status=PUBLISHED).select_related("author", "topic")
    subjects = Subject.objects.published().select_related("technology")
    return pages.prefetch_related("tags", Prefetch("subjects", subjects))


TECHNOLOGIES = Technology.objects.published().select_related("kind").prefetch_related("releases")
SOURCES = {
    Kind.TECHNOLOGY: (
        Technology.objects.published().select_related("kind").prefetch_related("releases"),
        technology_document,
    ),
    Kind.COMPARISON: (pages_with_subjects(Comparison), page_document),
    Kind.ARTICLE: (pages_with_subjects(Article).filter(kind=Article.Kind.ARTICLE), page_document),
    Kind.FEATURE: (Feature.objects.published().select_related("group"), feature_document),
    Kind.FAQ: (FAQ.objects.filter(article__status=PUBLISHED).select_related("article"), faq_document),
    Kind.FACT: (Fact.objects.published().prefetch_related("technology", "feature", "sources"), fact_document),
    Kind.PROOF: (Proof.objects.published().with_runs(), proof_document),
}


def stored_ids(kind):
    """The keys of all that can be found of a kind."""
    objects, _ = SOURCES[kind]
    return set(objects.order_by().values_list("pk", flat=True))


def read_documents(kind, object_ids):
    """The documents of those of the objects that are there and say something."""
    objects, read = SOURCES[kind]
    return [document for item in objects.filter(pk__in=object_ids) if (document := read(item))]


def read_html(html):
    """The text of stored HTML, each block of it a sentence at least."""
    marked = TAG.sub(lambda tag: BREAK if tag[1] in BLOCKS else "", html)
    return as_sentences(unescape(part) for part in marked.split(BREAK))


def as_sentences(parts):
    """The parts as one text, each ending like a sentence."""
    texts = [text for part in parts if (text := " ".join(part.split()))]
    return " ".join(text if text[-1] in ".!?:;,…" else f"{text}." for text in texts)
