"""Accounts, which sign in and only superusers may change, and bylines."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as AuthUserAdmin

from articles.desk.admin import HubAdmin, count_of
from articles.desk.sign_in import SignInForm
from articles.models import Article, Author, User

admin.site.login_form = SignInForm


@admin.register(User)
class UserAdmin(AuthUserAdmin):
    """Who could change accounts could make themselves a superuser, so no permission opens them."""

    def has_module_permission(self, request):
        return request.user.is_superuser

    def has_view_permission(self, request, obj=None):
        return request.user.is_superuser

    def has_add_permission(self, request):
        return request.user.is_superuser

    def has_change_permission(self, request, obj=None):
        return request.user.is_superuser

    def has_delete_permission(self, request, obj=None):
        return request.user.is_superuser


@admin.register(Author)
class AuthorAdmin(HubAdmin):
    fields = ("name", "slug", "bio", "url")
    list_display = ("name", "url", "pages")
    search_fields = ("name", "slug")

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(page_count=count_of(Article.objects, "author"))

    @admin.display(ordering="page_count")
    def pages(self, author):
        return author.page_count
