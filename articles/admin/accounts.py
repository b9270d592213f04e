"""Accounts and groups, which only superusers may change and whose every change is logged, and the audit log itself."""

from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin as AuthGroupAdmin
from django.contrib.auth.admin import UserAdmin as AuthUserAdmin
from django.contrib.auth.forms import UserCreationForm
from django.contrib.auth.models import Group
from django.db.models import Exists, OuterRef
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from articles.accounts import second_factor
from articles.accounts.forms import GivenPasswordForm
from articles.desk.permissions import ReadOnlyMixin
from articles.models import AuditEntry, User

# Their own pages would show the secrets of everybody.
for device in (TOTPDevice, StaticDevice):
    admin.site.unregister(device)
admin.site.unregister(Group)


def described(value):
    """A value of a form in words."""
    return ", ".join(map(str, value)) if hasattr(value, "__iter__") and not isinstance(value, str) else str(value)


class LoggedMixin:
    """Who could change accounts or groups could make themselves a superuser, so no permission opens them."""

    def is_for_superusers(self, request, obj=None):
        return request.user.is_superuser

    has_module_permission = has_view_permission = is_for_superusers
    has_add_permission = has_change_permission = has_delete_permission = is_for_superusers

    def construct_change_message(self, request, form, formsets, add=False):
        """As the stock one, which is asked for each form that was saved."""
        thing = getattr(form, "instance", None) or form.user
        data = form.cleaned_data
        secret = {name for name in form.changed_data if "password" in name and name != "must_change_password"}
        changes = [f"{name}: {described(data[name])}" for name in form.changed_data if name not in secret]
        about = "; ".join([f"{thing} {'added' if add else 'changed'}", *changes, *(["password"] if secret else [])])
        AuditEntry.objects.record(AuditEntry.Kind.RIGHTS, about, request=request)
        return super().construct_change_message(request, form, formsets, add)

    def log_deletions(self, request, queryset):
        for thing in queryset:
            AuditEntry.objects.record(AuditEntry.Kind.RIGHTS, f"{thing} deleted", request=request)
        return super().log_deletions(request, queryset)


@admin.register(Group)
class GroupAdmin(LoggedMixin, AuthGroupAdmin):
    pass


@admin.register(User)
class UserAdmin(LoggedMixin, AuthUserAdmin):
    add_form, change_password_form = UserCreationForm, GivenPasswordForm
    add_fieldsets = ((None, {"fields": ("username", "password1", "password2")}),)
    change_user_password_template = "admin/given_password.html"  # noqa: S105
    list_display = ("username", "email", "first_name", "last_name", "is_staff", "has_code", "last_login")
    actions = ("sign_out", "remove_second_factor")

    def get_queryset(self, request):
        devices = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
        return super().get_queryset(request).annotate(has_code=Exists(devices))

    @admin.display(boolean=True, ordering="has_code", description="second factor")
    def has_code(self, user):
        return user.has_code

    def save_model(self, request, obj, form, change):
        obj.must_change_password = obj.must_change_password or not change
        super().save_model(request, obj, form, change)

    @admin.action(description="Sign out everywhere")
    def sign_out(self, request, queryset):
        for user in queryset:
            user.end_sessions()
            AuditEntry.objects.record(AuditEntry.Kind.SIGNED_OUT, f"{user}, everywhere.", request=request)
        self.message_user(request, "They are signed out everywhere.", messages.SUCCESS)

    @admin.action(description="Remove the second factor: you have made sure who asks for it")
    def remove_second_factor(self, request, queryset):
        for user in queryset:
            second_factor.turn_off(user, request)
        self.message_user(request, "Their second factor is removed, and they are signed out everywhere.")


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyMixin, admin.ModelAdmin):
    """Superusers read it; nobody changes it."""

    list_display = ("at", "kind", "name", "address", "about")
    list_display_links = None
    list_filter = ("kind",)
    search_fields = ("name", "address", "about")
    date_hierarchy = "at"
    list_per_page = 50
    show_full_result_count = False

    def has_view_permission(self, request, obj=None):
        return request.user.is_superuser

    has_module_permission = has_view_permission
