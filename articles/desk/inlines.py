"""Rows inside a form of the desk: its tables of rows, without a query for each of what they refer to."""

from django.contrib import admin

from articles.desk.admin import FormFieldsMixin
from articles.desk.formsets import NumberedRowForm, NumberedRowFormSet, RowForm, RowFormSet
from articles.desk.widgets import Autocomplete
from articles.models import FAQ


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
