"""Forms of the editors' desk: nobody's work is lost to somebody else's."""

from django import forms
from django.contrib.admin.models import LogEntry
from django.contrib.admin.widgets import AdminTextInputWidget
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.models import model_to_dict
from django.utils import timezone
from django.utils.text import get_text_list
from markdownx.models import MarkdownxField

from articles.desk import merging
from articles.desk.widgets import MarkdownWidget, PlainTextarea
from articles.history.revisions import recent_snapshots
from articles.models import Revision

RESOLVE, THEIRS = "resolve-", "theirs"


# Markdown keeps its outer spaces: four of them make a first line code.
FORMFIELDS = {MarkdownxField: {"widget": MarkdownWidget, "strip": False}, models.TextField: {"widget": PlainTextarea}}


class KnownChoiceField(forms.ModelChoiceField):
    """A choice that is not looked for where it stays what it was, which the object has at hand: ``known``."""

    known = None

    def to_python(self, value):
        return self.known if self.known and value == str(self.known.pk) else super().to_python(value)


class FormFieldsMixin:
    """The fields of every form of the desk and of its rows."""

    formfield_overrides = FORMFIELDS

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field:
            # A topic or a feature is not to be deleted in passing, from the form of one of its many pages.
            field.widget.can_delete_related = False
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        return super().formfield_for_foreignkey(db_field, request, **{"form_class": KnownChoiceField, **kwargs})


class MergingMixin:
    """A form whose fields keep what others saved meanwhile, unless both changed the same one.

    ``base`` holds the fingerprints of the values it was opened with, ``current`` the stored values, each by name.
    Afterwards ``taken`` and ``merged`` name the fields that hold what others wrote, alone or together with ours.
    """

    base, current = {}, {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.conflicts, self.taken, self.merged, self.shown = [], [], [], {}
        for name, field in self.fields.items():
            if isinstance(field, KnownChoiceField) and self._meta.model._meta.get_field(name).is_cached(self.instance):
                field.known = field.widget.widget.known = getattr(self.instance, name)

    def _save_m2m(self):
        """As the stock one, which would ask for the links of each list that stays as it is."""
        for field in self.instance._meta.many_to_many:
            if field.name in self.changed_data:
                field.save_form_data(self.instance, self.cleaned_data[field.name])

    @property
    def changed_data(self):
        return [name for name in super().changed_data if name not in (*self.taken, "version")]

    def _clean_form(self):
        for name, field in merging.editable(self._meta.model).items():
            if name in self.fields and name in self.base:
                self.merge_field(field)
        super()._clean_form()

    def merge_field(self, field):
        base, theirs = self.base[field.name], merging.plain(field, self.current[field.name])
        valid = field.name in self.cleaned_data
        mine = merging.plain(field, self.cleaned_data[field.name]) if valid else None
        side = merging.whose(base, merging.fingerprint(mine) if valid else None, merging.fingerprint(theirs))
        if side is merging.Whose.THEIRS or self.data.get(RESOLVE + self.add_prefix(field.name)) == THEIRS:
            self.take(field)
        elif side is merging.Whose.BOTH and not (valid and self.merge_lines(field, mine, theirs)):
            self.add_conflict(field)

    def take(self, field):
        """Let a field hold what is stored."""
        value = self.current[field.name]
        self.put(field.name, value)
        self.errors.pop(field.name, None)
        # A field of a form knows an object by itself; what a date shows less of than is stored would be lost in it.
        cleaned = self.fields[field.name].clean(self[field.name].data) if field.is_relation else value
        self.cleaned_data[field.name] = cleaned
        self.taken.append(field.name)

    def merge_lines(self, field, mine, theirs):
        """Put two texts together where they changed different lines. Whether that could be done."""
        text = isinstance(field, models.TextField)
        base = merging.find_text(field, self.earlier_states(), self.base[field.name]) if text else None
        merged = None if base is None else merging.merge_texts(base, mine, theirs)
        if merged is None:
            return False
        self.put(field.name, merged)
        self.cleaned_data[field.name] = merged
        self.merged.append(field.name)
        return True

    def earlier_states(self):
        """What the object was like before, the newest first, as dicts of values: one holds what both started from."""
        return ()

    def add_conflict(self, field):
        sent = self.cleaned_data.get(field.name) if field.is_relation else self[field.name].data
        texts = self.words(field, sent), self.words(field, self.current[field.name])
        self.conflicts.append(merging.Conflict(self.add_prefix(field.name), str(field.verbose_name), *texts))
        self.add_error(field.name, "Somebody else changed this too. Their text and yours stand at the top of the form.")

    def words(self, field, value):
        """A value as an editor knows it."""
        if not field.is_relation:
            return " ".join(map(str, value)) if isinstance(value, list) else str("" if value is None else value)
        keys = [getattr(item, "pk", item) for item in (value if field.many_to_many else [value]) or []]
        found = field.related_model._base_manager.filter(pk__in=[key for key in keys if key is not None])
        return ", ".join(map(str, found))

    def put(self, name, value):
        """Let a field show a value, as if it had been sent."""
        field = self.fields[name]
        value = field.prepare_value(value)
        is_split = isinstance(field.widget, forms.MultiWidget)
        self.shown[self.add_prefix(name)] = field.widget.decompress(value) if is_split else value

    def _widget_data_value(self, widget, html_name):
        return self.shown[html_name] if html_name in self.shown else super()._widget_data_value(widget, html_name)


class VersionedForm(MergingMixin, forms.ModelForm):
    """Keeps what others saved while the form was open; refuses, with both texts, where both changed the same."""

    parts = ()  # the relations to the rows that stand on the same form
    # What the object was like, and when, at the moment the form was opened: JSON, which nobody changes.
    version = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"autocomplete": "off"}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.is_bound and not self.instance._state.adding:
            self.initial["version"] = self.describe(self.instance)

    def describe(self, stored):
        return merging.describe(stored, self.fields, self.parts, timezone.now())

    def _clean_form(self):
        version = merging.read_version(self.data.get(self.add_prefix("version")))
        stored = None if self.instance._state.adding else self.lock()
        if stored:
            # What is not on the form must not go back to what it was when the request came.
            for field in self.instance._meta.concrete_fields:
                setattr(self.instance, field.attname, getattr(stored, field.attname))
            self.base, self.current = version["fields"] if version else {}, model_to_dict(stored)
            for name, field in merging.editable(type(stored)).items():
                # Nobody saw what came to the form after it was opened.
                if self.base and name in self.fields and name not in self.base:
                    self.take(field)
        super()._clean_form()
        if self.conflicts:
            self.add_error(None, conflict_error(stored, self.conflicts, version["opened"]))

    @property
    def lost(self):
        """The fields that were on the form when it was opened and are not any more: rights or the state changed."""
        return [name for name in self.base if name in merging.editable(type(self.instance)) and name not in self.fields]

    def lock(self):
        """The stored object. A second editor, saving at the same moment, waits and then sees what the first saved."""
        if hasattr(self.instance, "held"):  # it was locked when it was read
            return self.instance
        return type(self.instance)._base_manager.select_for_update().filter(pk=self.instance.pk).first()

    def earlier_states(self):
        return (snapshot["fields"] for snapshot in recent_snapshots(self.instance))

    def renew_version(self):
        """Let the form, shown again, be one that was opened just now: it holds what others changed meanwhile."""
        stored = type(self.instance)._base_manager.filter(pk=self.instance.pk).first()
        if stored:
            self.put("version", self.describe(stored))


def conflict_error(stored, conflicts, opened):
    """The error that says who changed what while a form was open."""
    labels = [conflict.label for conflict in conflicts]
    content_type = ContentType.objects.get_for_model(stored)
    entries = LogEntry.objects.filter(content_type=content_type, object_id=stored.pk, action_time__gte=opened)
    entry = entries.select_related("user").order_by("-action_time").first()
    who = entry.user.get_username() if entry else "Somebody"
    when = f" at {entry.action_time:%H:%M} UTC" if entry else ""
    return ValidationError(
        f"{who} changed this while you had it open{when}: {get_text_list(labels, 'and')}. "
        "Nothing of yours is saved yet, and all of it is still here. Choose whose text stays, then save again.",
        code="conflict",
    )


class HistoryForm(VersionedForm):
    """The form of something whose history is kept, and shown to readers where it matters to them."""

    reason = Revision._meta.get_field("reason").formfield(
        label="Why", widget=AdminTextInputWidget, help_text="One sentence, for readers."
    )
    credit = Revision._meta.get_field("credit").formfield(label="Found by", widget=AdminTextInputWidget)
    minor_change = forms.BooleanField(
        required=False, help_text="A corrected typo: “last updated” stays, and no feed shows it as new."
    )


class PageForm(HistoryForm):
    """The form of a page that readers see."""

    def clean_published_at(self):
        # The form shows whole seconds: a moment that nobody touched keeps its fractions, and its place in every list.
        changed = "published_at" in self.changed_data
        return self.cleaned_data["published_at"] if changed else self.instance.published_at
