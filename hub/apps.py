from django.apps import AppConfig
from django.db.models.signals import post_migrate


class HubConfig(AppConfig):
    name = "hub"
    verbose_name = "Learning Hub"

    def ready(self):
        from hub.page_cache import triggers
        from hub.search import signals

        signals.connect()
        post_migrate.connect(triggers.install, sender=self)
