"""Renders all stored Markdown again: after a change of the pipeline, pages show it without being edited."""

from django.core.management.base import BaseCommand

from articles.rerendering import own_rows, render_again, rendered_models


class Command(BaseCommand):
    help = "Renders the Markdown of everything again. Dates of pages and facts stay as they are."

    def handle(self, **options):
        for model in rendered_models():
            keys = list(own_rows(model).values_list("pk", flat=True).order_by("pk"))
            changed = sum(render_again(model, key) for key in keys)
            self.stdout.write(f"{model._meta.label}: {len(keys)} rendered, {changed} changed")
