"""Rows inside a form: they number themselves, show what they refer to without a query each, and speak our messages."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminIntegerFieldWidget
from django.forms.models import BaseInlineFormSet, InlineForeignKeyField
from django.forms.utils import ErrorDict

from articles.desk.admin import FormFieldsMixin
from articles.desk.forms import MergingMixin
from articles.desk.shared_rows import SharedRowsMixin
from articles.desk.widgets import Autocomplete
from articles.models import FAQ


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


class RowFormSet(SharedRowsMixin, BaseInlineFormSet):
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
    form = RowForm
    formset = RowFormSet
    extra = 0
    select_related = ()

    def get_queryset(self, request):
        queryset = super().get_queryset(request)
        return queryset.select_related(*self.select_related) if self.select_related else queryset

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
