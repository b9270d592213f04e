"""The public page of a topic."""

from django.shortcuts import render

from articles.models import Article, Topic
from articles.slugs import get_by_slug


def topic_detail(request, slug):
    topic = get_by_slug(Topic.objects.all(), slug)
    pages = Article.objects.for_lists().filter(topic=topic)
    return render(request, "articles/topic_detail.html", {"topic": topic, "pages": pages})
