"""Renders all stored Markdown again: after a change of the pipeline, pages show it without being edited."""

from django.core.management.base import BaseCommand
from django.db import transaction

from articles.rerendering import own_rows, render_again, rendered_models

BATCH = 200


class Command(BaseCommand):
    help = "Renders the Markdown of everything again. Dates of pages and facts stay as they are."

    def handle(self, **options):
        for model in rendered_models():
            rendered, changed = render_all(model)
            self.stdout.write(f"{model._meta.label}: {rendered} rendered, {changed} changed")


def render_all(model):
    """Render every object of a model; how many there are, and how many of them changed."""
    rendered = changed = last = 0
    while keys := render_batch(model, last):
        rendered += len(keys)
        changed += sum(keys.values())
        last = max(keys)
    return rendered, changed


def render_batch(model, last):
    """Render the next objects after a key; whether each of them changed, by key.

    The rows stay locked meanwhile, so that no HTML of an old text replaces that of a new one.
    """
    with transaction.atomic():
        rows = own_rows(model).select_for_update().filter(pk__gt=last).order_by("pk")[:BATCH]
        return {instance.pk: render_again(instance) for instance in rows}
