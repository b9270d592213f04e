"""Renders all stored Markdown again: after a change of the pipeline, pages show it without being edited."""

from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import transaction

from articles.models import RenderedModel

BATCH = 200


class Command(BaseCommand):
    help = "Renders the Markdown of everything again. Dates of pages and facts stay as they are."

    def handle(self, **options):
        for model in apps.get_models():
            if issubclass(model, RenderedModel) and model.rendered_fields:
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


def own_rows(model):
    """The rows that no child model renders: a comparison is an article too, but counts words of its own."""
    rows = model._base_manager.all()
    for link in model._meta.related_objects:
        if link.parent_link:
            rows = rows.exclude(pk__in=link.related_model._base_manager.values("pk"))
    return rows


def render_again(instance):
    """Render an object and save just that, past every rule about dates; whether anything changed."""
    before = {name: getattr(instance, name) for name in instance.rendered_fields}
    instance.render()
    changes = {name: getattr(instance, name) for name in before if getattr(instance, name) != before[name]}
    if changes:
        type(instance)._base_manager.filter(pk=instance.pk).update(**changes)
    return bool(changes)
