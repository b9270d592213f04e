"""Accounts, which sign in and only superusers may change, and bylines."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as AuthUserAdmin

from articles.admin.taxonomy import SortingAdmin
from articles.desk.sign_in import SignInForm
from articles.models import Author, User

admin.site.login_form = SignInForm


@admin.register(User)
class UserAdmin(AuthUserAdmin):
    """Who could change accounts could make themselves a superuser, so no permission opens them."""

    def is_for_superusers(self, request, obj=None):
        return request.user.is_superuser

    has_module_permission = has_view_permission = is_for_superusers
    has_add_permission = has_change_permission = has_delete_permission = is_for_superusers


@admin.register(Author)
class AuthorAdmin(SortingAdmin):
    article_field = "author"
    fields = ("name", "slug", "bio", "url")
    list_display = ("name", "url", "pages")
