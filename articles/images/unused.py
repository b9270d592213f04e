"""Uploaded pictures that nothing needs any more: no page, draft, earlier state or trash has them."""

import datetime
import re

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils import timezone
from markdownx.models import MarkdownxField

from articles.images.encoding import UPLOAD_NAME
from articles.models import Deletion, Revision

# Somebody may have put it into a text that is not saved yet.
YOUNG = datetime.timedelta(days=1)


def used_pictures():
    """The names of all pictures that a text holds which somebody can read, edit or bring back."""
    return {match[0] for text in kept_texts() for match in re.finditer(UPLOAD_NAME, text)}


def kept_texts():
    for model in apps.get_models():
        for field in (field for field in model._meta.local_fields if isinstance(field, MarkdownxField)):
            yield from model._base_manager.values_list(field.name, flat=True).iterator()
    # The snapshots of what is still there, or in the trash: nothing leads to those of anything else.
    for kind in ContentType.objects.filter(pk__in=Revision.objects.order_by().values("content_type")):
        there = kind.model_class()._base_manager.values("pk")
        trashed = Deletion.objects.filter(content_type=kind).values("object_id")
        revisions = Revision.objects.filter(Q(object_id__in=there) | Q(object_id__in=trashed), content_type=kind)
        yield from map(str, revisions.values_list("snapshot", flat=True).iterator())
    yield from Deletion.objects.values_list("contents", flat=True).iterator()


def unused_pictures():
    """The names of stored pictures that nothing uses and that were stored more than a day ago."""
    used, before = used_pictures(), (timezone.now() - YOUNG).timestamp()
    stored = (path for path in sorted(settings.MEDIA_ROOT.glob("*")) if re.fullmatch(UPLOAD_NAME, path.name))
    return [path.name for path in stored if path.name not in used and path.stat().st_mtime < before]
