from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class HubConfig(AppConfig):
    name = "hub"
    verbose_name = "Learning Hub"

    def ready(self):
        from articles import paging
        from hub import groups
        from hub.models import ContentChange
        from hub.page_cache import triggers
        from hub.search import signals

        paging.version_of_content = ContentChange.objects.version
        signals.connect()
        post_migrate.connect(triggers.install, sender=self)
        # Its turn comes after that of our apps, whose permissions are made by then.
        post_migrate.connect(groups.apply_groups, sender=apps.get_app_config("auth"))
