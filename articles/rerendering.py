"""Rendering stored Markdown again, past every rule about dates: after a change of the pipeline or of an address."""

from itertools import product
from urllib.parse import unquote

from django.apps import apps
from django.db.models import Q
from markdownx.models import MarkdownxField


def rendered_models():
    """The models that store what was made from texts of theirs."""
    return [model for model in apps.get_models() if getattr(model, "rendered_fields", ())]


def own_rows(model):
    """The rows that no child model renders: a comparison is an article too, but counts words of its own."""
    rows = model._base_manager.all()
    for link in model._meta.related_objects:
        if link.parent_link:
            rows = rows.exclude(pk__in=link.related_model._base_manager.values("pk"))
    return rows


def render_again(instance):
    """Render an object and save just that; whether anything changed."""
    before = {name: getattr(instance, name) for name in instance.rendered_fields}
    instance.render()
    changes = {name: getattr(instance, name) for name in before if getattr(instance, name) != before[name]}
    if changes:
        type(instance)._base_manager.filter(pk=instance.pk).update(**changes)
    return bool(changes)


def render_linking(paths):
    """Render every text again that holds one of these paths, whichever way its letters are written."""
    written = {spelling for path in paths for spelling in (path, unquote(path))}
    for model in rendered_models() if written else []:
        texts = [field.name for field in model._meta.fields if isinstance(field, MarkdownxField)]
        holds = Q(pk__in=[])
        for name, path in product(texts, written):
            holds |= Q(**{f"{name}__contains": path})
        for instance in own_rows(model).filter(holds):
            render_again(instance)
