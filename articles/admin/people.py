"""What pages are sorted by: bylines, topics and tags."""

from django.contrib import admin

from articles.desk.admin import HubAdmin, count_column
from articles.models import Article, Author, Tag, Topic


class SortingAdmin(HubAdmin):
    """The base of what pages are sorted by."""

    search_fields = ("name", "slug")
    pages = count_column("pages")


@admin.register(Topic)
class TopicAdmin(SortingAdmin):
    counts = {"pages": (Article.objects, "topic")}
    fields = ("name", "slug", "description", "position")
    list_display = ("name", "position", "pages")


@admin.register(Tag)
class TagAdmin(SortingAdmin):
    counts = {"pages": (Article.objects, "tags")}
    fields = ("name", "slug")
    list_display = ("name", "slug", "pages")


@admin.register(Author)
class AuthorAdmin(SortingAdmin):
    counts = {"pages": (Article.objects, "author")}
    fields = ("name", "slug", "bio", "url")
    list_display = ("name", "url", "pages")
