"""Rendering stored Markdown again, past every rule about dates: after a change of the pipeline."""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from django.apps import apps
from django.db import transaction

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
    """The rows that no child model renders: a comparison is an article too, but its headings have other ids."""
    rows = model._base_manager.all()
    for link in model._meta.related_objects:
        if link.parent_link:
            rows = rows.exclude(pk__in=link.related_model._base_manager.values("pk"))
    return rows


def render_again(model, key):
    """Render an object and save just that; whether anything changed. Its row stays locked meanwhile, so that no HTML of
    an old text replaces that of a new one."""
    with transaction.atomic():
        for instance in model._base_manager.select_for_update().filter(pk=key):  # it may be gone by now
            before = {name: getattr(instance, name) for name in model.rendered_fields}
            instance.render()
            changes = {name: getattr(instance, name) for name in before if getattr(instance, name) != before[name]}
            return bool(changes and model._base_manager.filter(pk=key).update(**changes))
    return False
