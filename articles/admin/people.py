"""Accounts, which sign in and only superusers may change, and what pages are sorted by: bylines, topics and tags."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as AuthUserAdmin

from articles.desk.admin import HubAdmin, count_of
from articles.desk.sign_in import SignInForm
from articles.models import Article, Author, Tag, Topic, User

admin.site.login_form = SignInForm


@admin.register(User)
class UserAdmin(AuthUserAdmin):
    """Who could change accounts could make themselves a superuser, so no permission opens them."""

    def is_for_superusers(self, request, obj=None):
        return request.user.is_superuser

    has_module_permission = has_view_permission = is_for_superusers
    has_add_permission = has_change_permission = has_delete_permission = is_for_superusers


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
