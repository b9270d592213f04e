"""The public pages of a topic and of an author, and the private one of a draft."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from articles import metadata, previews
from articles.models import Article, Author, PreviewLink, Topic
from articles.public_pages import public_page
from articles.slugs import get_by_slug

NEWEST = 20  # the list of articles, narrowed by its filters, has the rest


@public_page()
def topic_detail(request, slug):
    topic = get_by_slug(Topic.objects.all(), slug)
    pages = Article.objects.for_lists().filter(topic=topic)[:NEWEST]
    context = {"topic": topic, "pages": pages, "newest": NEWEST, "metadata": metadata.of_topic(topic)}
    return render(request, "articles/topic_detail.html", context)


@public_page()
def author_detail(request, slug):
    author = get_by_slug(Author.objects.with_work(), slug)
    pages = Article.objects.for_lists().filter(author=author)[:NEWEST]
    context = {"author": author, "pages": pages, "newest": NEWEST, "metadata": metadata.of_author(author)}
    return render(request, "articles/author_detail.html", context)


@require_safe
def shared_preview(request, key):
    """An unpublished page for whoever has its link; once it is public, the way to its address."""
    link = PreviewLink.objects.valid().select_related("article").filter(key=key).first()
    if link is None:
        context = {"metadata": metadata.of_preview()}
        return previews.keep_private(render(request, "articles/preview_over.html", context, status=404))
    if Article.objects.published().filter(pk=link.article_id).exists():
        return previews.keep_private(redirect(link.article))
    notice = f"This is unpublished work, shared with you until {link.expires_at:%d %B %Y, %H:%M} UTC."
    return previews.show(request, link.article, notice)
