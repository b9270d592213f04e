"""The public pages of a topic and of an author."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles import metadata
from articles.models import Article, Author, Topic
from articles.slugs import get_by_slug


@require_safe
def topic_detail(request, slug):
    topic = get_by_slug(Topic.objects.all(), slug)
    pages = Article.objects.for_lists().filter(topic=topic)
    context = {"topic": topic, "pages": pages, "metadata": metadata.of_topic(topic)}
    return render(request, "articles/topic_detail.html", context)


@require_safe
def author_detail(request, slug):
    author = get_by_slug(Author.objects.with_work(), slug)
    pages = Article.objects.for_lists().filter(author=author)
    context = {"author": author, "pages": pages, "metadata": metadata.of_author(author)}
    return render(request, "articles/author_detail.html", context)
