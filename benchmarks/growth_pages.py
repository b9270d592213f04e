"""The addresses that are measured in hubs of one shape."""

from articles.models import Article
from articles.paging import PAGE_SIZE
from benchmarks.growth_data import word
from comparisons.models import Comparison, Technology
from comparisons.views import ROWS


def pages():
    """The address of each page that is measured, by title."""
    last = -(-Article.objects.published().count() // PAGE_SIZE)
    comparison = Comparison.objects.published().order_by("pk")[5]
    name, other = Technology.objects.order_by("pk")[:2]
    return {
        "home": "/",
        "list, first page": "/articles/",
        "list, page in the middle": f"/articles/?page={last // 2}",
        "list, last page": f"/articles/?page={last}",
        "list of comparisons": "/comparisons/",
        "list of a technology": f"/articles/?technology={name.slug}",
        "list of a topic": "/articles/?topic=topic-1",
        "article": Article.objects.published().filter(kind="article").order_by("pk")[40].get_absolute_url(),
        "comparison": comparison.get_absolute_url(),
        "technology": f"/technologies/{name.slug}/",
        "topic": "/topics/topic-1/",
        "author": "/authors/author-1/",
        "search, a technology": f"/search/?q={other.name}",
        "search, a fact": f"/search/?q={name.name}+F{word(7)}",
        "search, in every fourth page": f"/search/?q={name.name}",
        "search, in every fact": "/search/?q=since",
        "search, in every fact, a kind": "/search/?q=since&kind=fact",
        "search, in every page": "/search/?q=claim",
        "search, a beginning": "/search/?q=pag",
        "search, one of many words": f"/search/?q=F{word(0)[:2]}",
        "search, a typo": f"/search/?q={name.name}+F{word(7)[::-1]}",
        "feed": "/feeds/rss.xml",
        "feed of a topic": "/topics/topic-1/rss.xml",
        "feed of a technology": f"/technologies/{name.slug}/rss.xml",
        "sitemap": "/sitemap.xml",
    }


def lists():
    """The address of each page that lists technologies or features, which a small hub has less of."""
    name, other = Technology.objects.order_by("pk")[:2]
    last = -(-Technology.objects.count() // ROWS)
    return {
        "technologies": "/technologies/",
        "technologies, last page": f"/technologies/?page={last}",
        "features": "/features/",
        "feature": "/features/f-1/",
        "feature, last page": f"/features/f-1/?page={last}",
        "chooser": "/compare/",
        "side by side": f"/compare/?t={name.slug}&t={other.slug}",
        "choose by a need": "/choose/?must=f-1",
        "changes": "/changes/",
        "search without words": "/search/",
        "how to subscribe": "/feeds/",
        "llms.txt": "/llms.txt",
    }
