"""Rendering stored Markdown again, past every rule about dates: after a change of the pipeline or of an address."""

import hashlib
from functools import cache
from importlib.metadata import version
from itertools import product
from pathlib import Path
from urllib.parse import unquote

from django.apps import apps
from django.db.models import Q
from markdownx.models import MarkdownxField

# Whatever makes HTML out of texts: code of ours and packages. It changes, and all that is stored is rendered again.
CODE = [*sorted(Path(__file__).parent.glob("markdown/*.py")), Path(__file__).with_name("slugify.py")]
PACKAGES = ("markdown-it-py", "mdit-py-plugins", "nh3", "Pygments")


@cache
def pipeline_version():
    """A digest that is another one as soon as texts may be rendered in another way."""
    digest = hashlib.sha256()
    for path in CODE:
        digest.update(path.read_bytes())
    digest.update(repr([version(name) for name in PACKAGES]).encode())
    return digest.hexdigest()


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
