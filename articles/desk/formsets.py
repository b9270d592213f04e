"""Rows of a form: they number themselves, and others may change, add and delete them while it is open."""

import re
from collections import defaultdict
from functools import cached_property, partial

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminIntegerFieldWidget
from django.forms.models import BaseInlineFormSet

from articles.desk.forms import RESOLVE, THEIRS, FormFieldsMixin, KnownChoiceField, MergingMixin, conflict_error
from articles.desk.merging import Conflict, editable, fingerprint, plain, read_version
from articles.desk.widgets import Autocomplete
from articles.history.diffs import POSITION
from articles.history.revisions import recent_snapshots
from articles.history.snapshots import rows_in
from articles.models import FAQ

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
    """A row of a form. Of one that is deleted nothing is merged."""

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

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.conflicts, self.vanished = [], []
        if self.is_bound:
            self.data = self.data.copy()
            self.version = read_version(self.data.get("version"))
            self.send_all()
            self.settle()
            self.sent, _ = rows_sent(self.data, self.prefix, self)

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        if self.is_bound and self.instance.pk and form.instance.pk:
            form.base, form.current = self.base_of(form.instance.pk), form.initial
            form.earlier_states = partial(self.earlier_states, form.instance)
            if i not in self.sent:  # it was not shown, or not to be changed: it is as it is stored
                for name, field in form.fields.items():
                    form.put(name, form.get_initial_for_field(field, name))
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
        rows = self.version["rows"].get(self.prefix, {}) if self.version else {}
        return rows.get(str(key), {})

    # --- before the rows are read ---

    def key_of(self, index):
        """What the key of a row is called in the form."""
        return f"{self.prefix}-{index}-{self.model._meta.pk.name}"

    def send_all(self):
        """Where the form had no such rows, let all be sent, to stay as they are.

        Which rows stand on a form depends on the state of the page and on rights, which may change meanwhile.
        """
        if f"{self.prefix}-TOTAL_FORMS" not in self.data:
            keys = [str(row.pk) for row in self.get_queryset()]
            self.renumber([], len(keys))
            self.data[f"{self.prefix}-TOTAL_FORMS"] = str(len(keys))
            self.data.update({self.key_of(index): key for index, key in enumerate(keys)})

    def settle(self):
        """Obey what an editor chose of rows, and drop those that others deleted; what was changed of them is new."""
        total, initial = (self.data.get(f"{self.prefix}-{name}_FORMS", "") for name in ("TOTAL", "INITIAL"))
        if not self.instance.pk or not total.isdecimal() or not initial.isdecimal():
            return
        present, kept, lost, new = {str(row.pk) for row in self.get_queryset()}, [], {}, []
        for index in sorted(number for number in self.numbered() if number < int(total)):
            key, name = self.data.get(self.key_of(index)), f"{self.prefix}-{index}"
            if index >= int(initial):
                new += [] if self.data.get(f"{RESOLVE}{name}") == THEIRS else [index]
            elif key and key.isdecimal() and key not in present:
                lost[index] = self.text_of_lost(name, key)
            else:
                kept.append(index)
                if self.data.get(f"{RESOLVE}{name}-DELETE") == THEIRS:
                    self.data.pop(f"{name}-DELETE", None)
        revived = [index for index, text in lost.items() if text is not None]
        for place, index in enumerate(revived, start=len(kept)):
            self.data[self.key_of(index)] = ""
            label = f"{self.model._meta.verbose_name} {lost[index].partition(chr(10))[0]}"
            self.vanished.append(Conflict(f"{self.prefix}-{place}", label, lost[index], GONE))
        self.renumber(kept + revived + new, len(kept))

    def text_of_lost(self, prefix, key):
        """What stands in a row that is gone; None where it was deleted here too, or left as it was."""
        form, base, fields = self.form(self.data, prefix=prefix), self.base_of(key), editable(self.model)
        if self.data.get(f"{prefix}-DELETE"):
            return None
        if form.is_valid() and base:
            known = [name for name in form.fields if name in base]
            if all(fingerprint(plain(fields[name], form.cleaned_data[name])) == base[name] for name in known):
                return None
        names = [name for name in form.fields if name != POSITION]
        return "\n".join(filter(None, (str(form.cleaned_data.get(name) or form[name].data or "") for name in names)))

    def numbered(self):
        """What was sent of each row, by its number: the names of its fields."""
        pattern = re.compile(rf"(?:{RESOLVE})?{re.escape(self.prefix)}-(\d{{1,9}})(?:-|$)")
        rows = defaultdict(list)
        for match in filter(None, map(pattern.match, self.data)):
            rows[int(match[1])].append(match.string)
        return rows

    def renumber(self, order, initial):
        """Keep the rows that were sent under these numbers, in this order; the first ``initial`` are stored ones."""
        rows = {index: [(name, self.data.pop(name)) for name in names] for index, names in self.numbered().items()}
        for place, index in enumerate(order):
            for name, values in rows[index]:
                self.data.setlist(name.replace(f"{self.prefix}-{index}", f"{self.prefix}-{place}", 1), values)
        self.data[f"{self.prefix}-TOTAL_FORMS"] = str(len(order))
        self.data[f"{self.prefix}-INITIAL_FORMS"] = str(initial)

    # --- once they are read ---

    def full_clean(self):
        super().full_clean()
        if not self.is_bound or not self.instance.pk or not self.version:
            return
        self.conflicts = list(self.vanished)
        for form in self.initial_forms:
            is_deleted = self.can_delete and hasattr(form, "cleaned_data") and self._should_delete_form(form)
            self.conflicts += self.deletion_conflict(form) if is_deleted else form.conflicts
        if self.conflicts:
            error = conflict_error(self.instance, self.conflicts, self.version["opened"])
            self._non_form_errors.extend(error.error_list)

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


class RowsMixin(FormFieldsMixin):
    """Rows of a form, without a query for each of what they refer to."""

    form = RowForm
    formset = RowFormSet
    extra = 0  # of something new

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if obj else self.extra

    def get_queryset(self, request):
        queryset = super().get_queryset(request)
        return queryset.select_related(*self.autocomplete_fields) if self.autocomplete_fields else queryset

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.autocomplete_fields:
            kwargs["widget"] = Autocomplete(db_field, self.admin_site, using=kwargs.get("using"))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class NumberedRowsMixin(RowsMixin):
    form = NumberedRowForm
    formset = NumberedRowFormSet


class FAQInline(NumberedRowsMixin, admin.StackedInline):
    model = FAQ
    fields = ("question", "answer", "position")
