"""What pages are sorted by: bylines, topics and tags."""

from django.contrib import admin

from articles.desk.admin import HubAdmin
from articles.models import Author, Tag, Topic


@admin.register(Topic)
class TopicAdmin(HubAdmin):
    fields = ("name", "slug", "description", "position")
    list_display = ("name", "position")
    search_fields = ("name", "slug")


@admin.register(Tag)
class TagAdmin(HubAdmin):
    fields = ("name", "slug")
    list_display = ("name", "slug")
    search_fields = ("name", "slug")


@admin.register(Author)
class AuthorAdmin(HubAdmin):
    fields = ("name", "slug", "bio", "url")
    list_display = ("name", "url")
    search_fields = ("name", "slug")
