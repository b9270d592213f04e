"""Sources that stopped answering, on the first page of the desk and in a list."""

from django.contrib import admin
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html

from articles.desk.site import Item, Panel
from comparisons.models import LinkCheck

FIRST = 5


class DeadFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("dead", "Dead"), ("failing", "Failing")]

    def queryset(self, request, queryset):
        chosen = {"dead": queryset.dead, "failing": lambda: queryset.filter(failures__gt=0)}
        return chosen.get(self.value(), lambda: queryset)()


@admin.register(LinkCheck)
class LinkCheckAdmin(admin.ModelAdmin):
    """What ``manage.py check_links`` found; nobody changes it by hand."""

    list_display = ("url", "answer", "failing_since", "failures", "checked_at", "used")
    list_filter = (DeadFilter,)
    list_per_page = 50
    search_fields = ("url", "answer")
    fields = readonly_fields = ("url", "answer", "checked_at", "failures", "failing_since", "not_before", "used")

    @admin.display(description="used by")
    def used(self, check):
        return format_html('<a href="{}">Facts</a>', facts_with(check.url))

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


def facts_with(url):
    return reverse("admin:comparisons_fact_changelist", query={"q": url})


@admin.site.panel(50)
def dead_link_panel(request):
    if not request.user.has_perm("comparisons.view_linkcheck"):
        return None
    dead = LinkCheck.objects.dead()
    count = dead.count()
    items = [Item(check.url, facts_with(check.url), since_when(check)) for check in dead[:FIRST]]
    everything = reverse("admin:comparisons_linkcheck_changelist", query={"state": "dead"})
    about = "They lead to the facts that name them. “manage.py check_links” asks again."
    return Panel("Dead links", count, items, (Item(f"Dead links: all {count}", everything),), about)


def since_when(check):
    return f"{check.answer.rstrip('.')}, since {date_format(check.failing_since, 'j F Y')}"
