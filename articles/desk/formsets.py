"""Rows of a form: they number themselves, and others may change, add and delete them while it is open."""

import re
from functools import cached_property, partial

from django import forms
from django.contrib.admin.widgets import AdminIntegerFieldWidget
from django.forms.models import BaseInlineFormSet, InlineForeignKeyField
from django.forms.utils import ErrorDict

from articles.desk.forms import RESOLVE, THEIRS, KnownChoiceField, MergingMixin, conflict_error
from articles.desk.merging import Conflict, editable, fingerprint, plain, read_row, read_version
from articles.desk.widgets import Autocomplete
from articles.history.diffs import POSITION
from articles.history.revisions import recent_snapshots
from articles.history.snapshots import rows_in

GONE = "(Deleted by somebody else.)"


def rows_sent(sent, prefix, formset):
    """The numbers of the stored rows of which fields were sent, and those of the new rows in which something stands."""
    keys = {formset.model._meta.pk.name, formset.fk.name, "DELETE"}
    pattern, initial = re.compile(rf"{re.escape(prefix)}-(\d{{1,9}})-(.+)"), sent.get(f"{prefix}-INITIAL_FORMS", "")
    first_new = int(initial) if initial.isdecimal() else 0
    found = [match for match in map(pattern.fullmatch, sent) if match and match[2] not in keys]
    stored = {int(match[1]) for match in found if int(match[1]) < first_new}
    return stored, {int(match[1]) for match in found if sent[match[0]].strip()} - set(range(first_new))


class RowForm(MergingMixin, forms.ModelForm):
    """A row whose autocomplete fields show what its object has loaded already."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            select = getattr(field.widget, "widget", None)
            if isinstance(select, Autocomplete) and self._meta.model._meta.get_field(name).is_cached(self.instance):
                select.known = getattr(self.instance, name)

    def full_clean(self):
        """Check what was touched. Each other row of a long form would cost four queries, to find what it was before."""
        if not self.is_bound or self.instance.pk is None or self.has_changed():
            super().full_clean()
            return
        self._errors = ErrorDict(renderer=self.renderer)
        self.cleaned_data = {name: self.stored_value(name, field) for name, field in self.fields.items()}

    def stored_value(self, name, field):
        """What an untouched field would have been cleaned to."""
        if name == self._meta.model._meta.pk.name:
            return self.instance
        if isinstance(field, InlineForeignKeyField):
            return field.parent_instance
        return getattr(self.instance, name, False)  # not in the model: the box that deletes the row

    def _clean_form(self):
        if self.cleaned_data.get("DELETE"):
            self.base = {}
        super()._clean_form()


class NumberedRowForm(RowForm):
    position = forms.IntegerField(
        label="Order", required=False, min_value=0, max_value=9999, widget=AdminIntegerFieldWidget
    )


class RowFormSet(BaseInlineFormSet):
    """A formset that knows from the version of its form which rows others changed meanwhile."""

    merges_rows = True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.conflicts, self.vanished = [], []
        if self.is_bound:
            self.data = self.data.copy()
            self.fill_in()
        if self.is_bound and self.instance.pk:
            self.version = read_version(self.data.get("version"))
            self.obey_choices()
            self.move_vanished()

    @property
    def base(self):
        return self.version["rows"].get(self.prefix, {}) if self.version else {}

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        if self.is_bound and self.instance.pk and form.instance.pk:
            form.base, form.current = self.base_of(form.instance.pk), form.initial
            form.earlier_states = partial(self.earlier_states, form.instance)
        return form

    def add_fields(self, form, index):
        super().add_fields(form, index)
        key = form.fields[self._pk_field.name]
        if form.instance.pk and isinstance(key, forms.ModelChoiceField):  # the stock one asks for each row that changed
            known = KnownChoiceField(key.queryset, initial=key.initial, required=False, widget=key.widget)
            known.known = form.instance
            form.fields[self._pk_field.name] = known

    def get_queryset(self):
        name = self.fk.remote_field.get_accessor_name()
        if not hasattr(self, "_queryset") and name in getattr(self.instance, "_prefetched_objects_cache", ()):
            self._queryset = getattr(self.instance, name).all()  # at hand already
        return super().get_queryset()

    @cached_property
    def snapshots(self):
        return recent_snapshots(self.instance)

    def earlier_states(self, row):
        """What a row was like before, the newest first."""
        return (values for snapshot in self.snapshots for values in rows_in(snapshot, self.prefix, row))

    def base_of(self, key):
        return read_row(self.model, self.base.get(str(key)))

    # --- before the rows are read ---

    def counts(self):
        """How many rows were sent, and how many of them were there already; (0, 0) where the form does not say."""
        total, initial = (self.data.get(f"{self.prefix}-{name}_FORMS", "") for name in ("TOTAL", "INITIAL"))
        return (int(total), int(initial)) if total.isdecimal() and initial.isdecimal() else (0, 0)

    def fill_in(self):
        """Give rows that the form did not show, or not to be changed, what it would have shown: they are as stored.

        Which rows do stand on a form depends on the state of the page and on rights, which may change meanwhile.
        """
        was_there = f"{self.prefix}-TOTAL_FORMS" in self.data
        sent, _ = rows_sent(self.data, self.prefix, self)
        bare = [index for index in range(self.counts()[1]) if index not in sent]
        if was_there and not bare:
            return
        shown = type(self)(instance=self.instance, prefix=self.prefix, queryset=self.queryset)
        stored = {str(form.instance.pk): form for form in shown.initial_forms}
        if not was_there:
            bare = range(len(stored))
            self.renumber([], 0)
            self.data[f"{self.prefix}-TOTAL_FORMS"] = self.data[f"{self.prefix}-INITIAL_FORMS"] = str(len(stored))
            self.data.update({self.key_of(index): key for index, key in enumerate(stored)})
        for index in bare:
            if form := stored.get(self.data.get(self.key_of(index))):
                form.prefix, form.data = self.add_prefix(index), self.data
                for name, field in form.fields.items():
                    form.put(name, form.get_initial_for_field(field, name))

    def key_of(self, index):
        """What the key of a row is called in the form."""
        return f"{self.prefix}-{index}-{self.model._meta.pk.name}"

    def obey_choices(self):
        """Where an editor chose theirs: a row that they kept is not deleted, and one that they deleted stays away."""
        total, initial = self.counts()
        for index in range(initial):
            if self.data.get(f"{RESOLVE}{self.prefix}-{index}-DELETE") == THEIRS:
                self.data.pop(f"{self.prefix}-{index}-DELETE", None)
        dropped = [i for i in range(initial, total) if self.data.get(f"{RESOLVE}{self.prefix}-{i}") == THEIRS]
        if dropped:
            self.renumber([i for i in range(total) if i not in dropped], initial)

    def move_vanished(self):
        """Drop the rows that others deleted; those that were changed here go to the end, as new ones."""
        total, initial = self.counts()
        present = {str(row.pk) for row in self.get_queryset()}
        keys = [self.data.get(self.key_of(i)) for i in range(initial)]
        gone = [i for i, key in enumerate(keys) if key and key.isdecimal() and key not in present]
        if not gone:
            return
        kept = [i for i in range(initial) if i not in gone]
        changed = [i for i in gone if self.is_changed_here(i, keys[i])]
        order = kept + changed + list(range(initial, total))
        for place, index in enumerate(changed, start=len(kept)):
            self.data[self.key_of(index)] = ""
            mine = "\n".join(filter(None, self.sent_values(index)))
            label = f"{self.model._meta.verbose_name} {mine.partition(chr(10))[0]}"
            self.vanished.append(Conflict(f"{self.prefix}-{place}", label, mine, GONE))
        self.renumber(order, len(kept))

    def is_changed_here(self, index, key):
        """Whether a row that is gone was changed in this form, and not deleted here too."""
        if self.data.get(f"{self.prefix}-{index}-DELETE"):
            return False
        base, fields = self.base_of(key), editable(self.model)
        form = self.form(self.data, prefix=f"{self.prefix}-{index}")
        if not form.is_valid() or not base:
            return True
        names = [name for name in form.cleaned_data if name in base]
        return any(fingerprint(plain(fields[name], form.cleaned_data[name])) != base[name] for name in names)

    def sent_values(self, index):
        """What was sent for each field that says something by itself."""
        form = self.form(self.data, prefix=f"{self.prefix}-{index}")
        form.is_valid()
        names = [name for name in form.fields if name != POSITION]
        return [str(form.cleaned_data.get(name) or form[name].data or "") for name in names]

    def renumber(self, order, initial):
        """Keep the rows that were sent under these numbers, in this order; the first ``initial`` are stored ones."""
        pattern = re.compile(rf"(?:{RESOLVE})?{re.escape(self.prefix)}-(\d+)(?:-|$)")
        rows = {}
        for key in [key for key in self.data if pattern.match(key)]:
            rows.setdefault(int(pattern.match(key)[1]), {})[key] = self.data.pop(key)
        for place, index in enumerate(order):
            for key, values in rows.get(index, {}).items():
                self.data.setlist(key.replace(f"{self.prefix}-{index}", f"{self.prefix}-{place}", 1), values)
        self.data[f"{self.prefix}-TOTAL_FORMS"] = str(len(order))
        self.data[f"{self.prefix}-INITIAL_FORMS"] = str(initial)

    # --- once they are read ---

    def full_clean(self):
        super().full_clean()
        if not self.is_bound or not self.instance.pk or not self.version:
            return
        self.conflicts = list(self.vanished)
        for form in self.initial_forms:
            self.conflicts += self.deletion_conflict(form) if self.is_deleted(form) else form.conflicts
        if self.conflicts:
            labels = [conflict.label for conflict in self.conflicts]
            self._non_form_errors.extend(conflict_error(self.instance, labels, self.version["opened"]).error_list)

    def is_deleted(self, form):
        return self.can_delete and hasattr(form, "cleaned_data") and self._should_delete_form(form)

    def deletion_conflict(self, form):
        """What was deleted here and changed by somebody else: it takes their values, for the case that it stays."""
        fields, base = editable(self.model), self.base_of(form.instance.pk)
        theirs = {name: plain(fields[name], form.current[name]) for name in form.fields if name in base}
        if all(fingerprint(text) == base[name] for name, text in theirs.items()):
            return []
        for name in theirs:
            form.put(name, form.current[name])
        words = "\n".join(form.words(fields[name], form.current[name]) for name in theirs if name != POSITION)
        label = f"{self.model._meta.verbose_name} {form.instance}"
        return [Conflict(f"{form.prefix}-DELETE", label, "(You delete this row.)", words)]

    @property
    def taken(self):
        """Whether some row holds what others wrote."""
        return any(form.taken or form.merged for form in self.initial_forms)

    def kept_forms(self):
        """The forms of the rows that will be there once this is saved. Call it when the forms are validated."""
        deleted = self.deleted_forms
        return [form for form in self.forms if form not in deleted and (form.instance.pk or form.has_changed())]

    def get_unique_error_message(self, unique_check):
        for constraint in self.model._meta.constraints:
            if set(getattr(constraint, "fields", ())) == set(unique_check):
                return constraint.get_violation_error_message()
        return super().get_unique_error_message(unique_check)


class NumberedRowFormSet(RowFormSet):
    """New rows go to the end, in the order in which they stand in the form, unless they are given a number."""

    def clean(self):
        super().clean()
        rows = self.kept_forms()
        last = max((form.cleaned_data.get("position") or 0 for form in rows), default=0)
        for form in rows:
            if form.cleaned_data.get("position") is None:
                last += 1
                form.instance.position = last
