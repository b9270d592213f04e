"""The editors' desk: Django's own admin site, under our name."""

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig


class Desk(AdminSite):
    site_header = site_title = settings.SITE_NAME
    index_title = "The editors’ desk"

    def get_urls(self):
        # The stock address for “view on site” tells anybody at the desk the slug of anybody's draft.
        return [pattern for pattern in super().get_urls() if getattr(pattern, "name", "") != "view_on_site"]


class DeskConfig(AdminConfig):
    default_site = "articles.desk.Desk"
