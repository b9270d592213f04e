from django.apps import AppConfig


class HubConfig(AppConfig):
    name = "hub"
    verbose_name = "Learning Hub"

    def ready(self):
        from hub.search import signals

        signals.connect()
