"""What pages are sorted by: bylines, topics and tags."""

from django.contrib import admin

from articles.desk.admin import HubAdmin, count_of
from articles.models import Article, Author, Tag, Topic


class SortingAdmin(HubAdmin):
    """The base of what pages are sorted by; ``article_field`` is the field of a page that names it."""

    article_field = None
    search_fields = ("name", "slug")

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(page_count=count_of(Article.objects, self.article_field))

    @admin.display(ordering="page_count")
    def pages(self, sorting):
        return sorting.page_count


@admin.register(Topic)
class TopicAdmin(SortingAdmin):
    article_field = "topic"
    fields = ("name", "slug", "description", "position")
    list_display = ("name", "position", "pages")


@admin.register(Tag)
class TagAdmin(SortingAdmin):
    article_field = "tags"
    fields = ("name", "slug")
    list_display = ("name", "slug", "pages")


@admin.register(Author)
class AuthorAdmin(SortingAdmin):
    article_field = "author"
    fields = ("name", "slug", "bio", "url")
    list_display = ("name", "url", "pages")
