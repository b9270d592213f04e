"""Uploaded pictures that nothing needs any more: no page, draft, earlier state or trash has them."""

import datetime
import re

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.db.models import Q
from django.utils import timezone
from markdownx.models import MarkdownxField

from articles.images.encoding import NARROWER_NAME, UPLOAD_NAME, narrower_names, whole_name
from articles.models import Deletion, Revision

# Somebody may have put it into a text that is not saved yet.
YOUNG = datetime.timedelta(days=1)
IN_TEXT = re.compile(rf"{NARROWER_NAME}|{UPLOAD_NAME}".replace("?P<width>", "?:").replace("?P<height>", "?:"))


def used_pictures():
    """The names of all pictures that a text holds which somebody can read, edit or bring back."""
    return {whole_name(match[0]) for text in kept_texts() for match in IN_TEXT.finditer(text)}


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
    try:
        stored = [name for name in default_storage.listdir("")[1] if re.fullmatch(UPLOAD_NAME, name)]
    except FileNotFoundError:  # the storage is made with its first file
        return []
    used, before = used_pictures(), timezone.now() - YOUNG
    return [name for name in stored if name not in used and default_storage.get_modified_time(name) < before]


def remove_picture(name):
    """Delete a stored picture and its narrower versions for good."""
    for stored in (name, *(narrower for _, narrower in narrower_names(name))):
        default_storage.delete(stored)
