"""Forms of the editors' desk: nobody's work is lost to somebody else's."""

import hashlib
import json

from django import forms
from django.contrib.admin.models import LogEntry
from django.contrib.admin.widgets import AdminTextInputWidget
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.text import get_text_list


def values(instance):
    """What an editor can change of an object, as text, by the words that an editor knows it by."""
    fields = [field for field in instance._meta.concrete_fields if field.editable]
    return {str(field.verbose_name): field.value_to_string(instance) for field in fields}


def fingerprints(instance, parts):
    """A short digest of each of the values of an object, and of each kind of rows that it has."""
    contents = values(instance)
    for relation in parts:
        rows = relation.related_model._base_manager.filter(**{relation.field.name: instance.pk}).order_by("pk")
        contents[str(relation.related_model._meta.verbose_name_plural)] = json.dumps([values(row) for row in rows])
    return {name: hashlib.sha256(text.encode()).hexdigest()[:12] for name, text in contents.items()}


class VersionField(forms.CharField):
    """What an object was like, and when, at the moment a form was opened; JSON, hidden in the form."""

    widget = forms.HiddenInput(attrs={"autocomplete": "off"})

    def has_changed(self, initial, data):
        return False

    def clean(self, value):
        """When the form was opened, and the fingerprints it was opened with; (None, None) where it does not say."""
        try:
            version = json.loads(value)
            return parse_datetime(version["opened"]), dict(version["fields"])
        except (TypeError, KeyError, ValueError):
            return None, None


class VersionedForm(forms.ModelForm):
    """Refuses, once, to overwrite what somebody else saved while the form was open."""

    parts = ()  # the relations to the rows that stand on the same form
    version = VersionField(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            self.initial["version"] = self.describe(fingerprints(self.instance, self.parts))

    @staticmethod
    def describe(fields):
        return json.dumps({"opened": timezone.now().isoformat(), "fields": fields})

    def clean(self):
        cleaned = super().clean()
        if not self.instance._state.adding:
            self.check_version()
        return cleaned

    def check_version(self):
        """Raise ValidationError where the stored object is not the one that the form was opened with."""
        model = type(self.instance)
        # The lock makes a second editor, saving at the same moment, wait and then see what the first one saved.
        stored = model._base_manager.select_for_update().filter(pk=self.instance.pk).first()
        if stored is None:
            return
        opened, loaded = self.cleaned_data.get("version") or (None, None)
        loaded = loaded or fingerprints(self.instance, self.parts)
        present = fingerprints(stored, self.parts)
        changed = [name for name in present if present[name] != loaded.get(name)]
        if changed:
            self.data = self.data.copy()
            self.data[self.add_prefix("version")] = self.describe(present)
            raise ValidationError(lost_update(stored, changed, opened))


def lost_update(stored, changed, opened):
    """The sentence that says who changed what while a form was open."""
    content_type = ContentType.objects.get_for_model(stored)
    entries = LogEntry.objects.filter(content_type=content_type, object_id=stored.pk, action_time__gte=opened)
    entry = entries.select_related("user").order_by("-action_time").first() if opened else None
    who = entry.user.get_username() if entry else "Somebody"
    when = f" at {entry.action_time:%H:%M} UTC" if entry else ""
    return (
        f"{who} changed this while you had it open{when}: {get_text_list(changed, 'and')}. "
        "Nothing of yours is saved yet, and all of it is still here. Open the page in another tab to compare; "
        "save again to put yours in the place of theirs."
    )


class HistoryForm(VersionedForm):
    """The form of something whose history is kept, and shown to readers where it matters to them."""

    reason = forms.CharField(
        label="Why", required=False, max_length=300, widget=AdminTextInputWidget, help_text="One sentence, for readers."
    )
    minor_change = forms.BooleanField(
        required=False, help_text="A corrected typo: “last updated” stays, and no feed shows it as new."
    )


class PageForm(HistoryForm):
    """The form of a page that readers see."""

    def clean_published_at(self):
        # The form shows whole seconds: a moment that nobody touched keeps its fractions, and its place in every list.
        changed = "published_at" in self.changed_data
        return self.cleaned_data["published_at"] if changed else self.instance.published_at
