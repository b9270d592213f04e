from django.apps import AppConfig
from django.db.models.signals import post_migrate

from comparisons.kinds import add_usual_kinds


class ComparisonsConfig(AppConfig):
    name = "comparisons"

    def ready(self):
        from comparisons import article_pages, checklist  # noqa: F401 - they register what they add to pages

        post_migrate.connect(add_usual_kinds, sender=self)
