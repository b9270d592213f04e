"""The editors' desk: Django's own admin site, under our name, whose first page says what needs somebody today."""

from dataclasses import dataclass
from functools import wraps
from operator import itemgetter

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import reverse

from articles.desk.unsaved import NO_DESK, NO_RIGHT, SIGNED_OUT, has_texts, show_unsaved

FIRST = 5  # of each kind of work, on the first page


@dataclass(frozen=True)
class Item:
    """A line of a panel: where it leads, and a few words besides."""

    text: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class Panel:
    """One kind of work on the first page: how much there is, the first few, and ``more``, which leads to all of it.

    ``template`` shows the items; one of its own may expect other things than Items.
    """

    title: str
    count: int
    items: list
    more: tuple[Item, ...] = ()
    about: str = ""
    template: str = "admin/_desk_items.html"


def list_first(title, rows, query, note, about="", address=None, name=str):
    """A Panel of the first few of these rows; ``query`` narrows their list to them.

    ``note`` says a few words of a row, ``name`` what it is called, and ``address`` where it leads, if that is not its
    form.
    """
    form, everything = (admin_urlname(rows.model._meta, page) for page in ("change", "changelist"))
    count, address = rows.count(), address or (lambda row: reverse(form, args=[row.pk]))
    items = [Item(name(row), address(row), note(row)) for row in rows[:FIRST]]
    return Panel(title, count, items, (Item(f"{title}: all {count}", reverse(everything, query=query)),), about)


class Desk(AdminSite):
    site_header = site_title = settings.SITE_NAME
    index_title = "What needs you today"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.panels = {}

    def panel(self, order, permission=""):
        """Register a function of the request that makes a Panel, or None for whom it is not; lower orders stand first.

        Only who has the permission is asked for it. Its queries must not grow with what it counts.
        """

        def register(make_panel):
            self.panels[make_panel] = order, permission
            return make_panel

        return register

    def index(self, request, extra_context=None):
        in_order = sorted(self.panels.items(), key=itemgetter(1))
        made = (make_panel(request) for make_panel, (_, right) in in_order if not right or request.user.has_perm(right))
        shown = [panel for panel in made if panel]
        context = {
            "panels": [panel for panel in shown if panel.count],
            "done": [panel.title.lower() for panel in shown if not panel.count],
        }
        return super().index(request, context | (extra_context or {}))

    def admin_view(self, view, cacheable=False):
        """As the stock one, but what was typed comes back to somebody who lost the session or a right meanwhile.

        Who opens what is not theirs stays at the desk and is told so.
        """
        guarded = super().admin_view(view, cacheable)

        @wraps(guarded)
        def kept(request, *args, **kwargs):
            is_typed = request.method == "POST" and has_texts(request.POST)
            if is_typed and not self.has_permission(request):
                sentence = NO_DESK if request.user.is_authenticated else SIGNED_OUT
                return show_unsaved(request, sentence, request.POST, status=403)
            try:
                return guarded(request, *args, **kwargs)
            except PermissionDenied:
                if not is_typed:
                    context = {**self.each_context(request), "title": "Not yours to open"}
                    return TemplateResponse(request, "admin/refused.html", context, status=403)
                # Signing in again would change nothing, being given the right would.
                return show_unsaved(request, NO_RIGHT, request.POST, status=403, sign_in=False)

        return kept

    def get_urls(self):
        # The stock address for “view on site” tells anybody at the desk the slug of anybody's draft.
        return [pattern for pattern in super().get_urls() if getattr(pattern, "name", "") != "view_on_site"]


class DeskConfig(AdminConfig):
    default_site = "articles.desk.site.Desk"
