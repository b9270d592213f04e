from django.apps import AppConfig


class ComparisonsConfig(AppConfig):
    name = "comparisons"

    def ready(self):
        from comparisons import article_pages, checklist  # noqa: F401 - they register what they add to pages
