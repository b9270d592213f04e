"""The site for programs that read for somebody: /llms.txt as llmstxt.org has it."""

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

from articles.absolute import absolute_url
from articles.markdown.writing import blocks, page_list
from articles.models import Article
from articles.public_pages import FIVE_MINUTES, public_page
from comparisons.models import Comparison, Feature, Technology
from hub.metadata import CLAIM

MOST = 500
HOW_TO_READ = """\
Each fact is stored once and shown everywhere. Its level is yes, partial, no, not applicable or unknown; a judgement is
labelled as one. Quote a fact with the date of its check and the version it was checked against: both stand beside it.
Beside each page named here stands its Markdown (`.md`), beside each comparison also its data (`.json`, `.csv`).
Any two to six technologies side by side: `{compare}?t=SLUG&t=SLUG`, also as `.json` and `.csv`."""


@public_page(max_age=FIVE_MINUTES)
def llms(request):
    """What is published, the newest first, as links to Markdown, after a few words on how to read it."""
    articles = Article.objects.for_lists().filter(kind=Article.Kind.ARTICLE)
    text = blocks(
        f"# {settings.SITE_NAME}",
        f"> {CLAIM}",
        HOW_TO_READ.format(compare=absolute_url(reverse("compare.md"))),
        section("Comparisons", first_of(Comparison.objects.for_lists(), "comparison-list")),
        section("Articles", first_of(articles, "article-list")),
        section("Technologies", first_of(Technology.objects.published(), "technology-list")),
        section("Features", first_of(Feature.objects.published(), "feature-list")),
    )
    return HttpResponse(f"{text}\n", content_type="text/plain; charset=utf-8")


def first_of(rows, view):
    """As many of these as a program may want to read at once, and where the rest is."""
    found = list(rows[: MOST + 1])
    rest = f"\n\nThese are the first {MOST}: [all]({absolute_url(reverse(view))})." if len(found) > MOST else ""
    return f"{page_list(found[:MOST])}{rest}"


def section(title, items):
    return f"## {title}\n\n{items}" if items else ""
