"""Comparisons on one form, and what plain articles are about."""

from functools import partial

from django.contrib import admin
from django.db import transaction

from articles.admin.pages import SORTING, TEXT, PageAdmin
from articles.desk.admin import count_of
from articles.desk.formsets import NumberedRowFormSet
from articles.desk.inlines import FAQInline, NumberedRowsMixin
from articles.extensions import PageExtension, extend
from articles.models import Article
from comparisons import cards
from comparisons.grid.admin import TableMixin
from comparisons.models import Comparison, Row, Subject


class ColumnFormSet(NumberedRowFormSet):
    def clean(self):
        if not any(self.errors):
            Comparison.check_technologies([form.cleaned_data["technology"] for form in self.kept_forms()])
        super().clean()


class ColumnInline(NumberedRowsMixin, admin.StackedInline):
    """The technologies that a comparison compares."""

    model = Subject
    formset = ColumnFormSet
    fields = (("technology", "position"), "choose_when")
    autocomplete_fields = ("technology",)
    select_related = ("technology",)

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if obj else 2


class SubjectInline(NumberedRowsMixin, admin.TabularInline):
    """The technologies that a plain article is about."""

    model = Subject
    fields = ("technology", "position")
    autocomplete_fields = ("technology",)
    select_related = ("technology",)
    verbose_name_plural = "technologies it is about"


class TableRowFormSet(NumberedRowFormSet):
    def clean(self):
        if not any(self.errors):
            Comparison.check_rows([form.cleaned_data["feature"] for form in self.kept_forms()])
        super().clean()

    def save(self, commit=True):
        """As the stock one, which would write row by row: whoever moves one has moved them all."""
        saved = super().save(commit=False)
        if commit:
            for row in self.deleted_objects:
                row.delete()
            Row.objects.bulk_update([row for row, _ in self.changed_objects], ["feature", "position"])
            Row.objects.bulk_create(self.new_objects)
        return saved


class RowInline(NumberedRowsMixin, admin.TabularInline):
    model = Row
    formset = TableRowFormSet
    fields = ("feature", "position")
    autocomplete_fields = ("feature",)
    select_related = ("feature",)
    verbose_name_plural = "rows of the table, in order"


@extend(Article)
class SubjectsOfArticle(PageExtension):
    inlines = (SubjectInline,)


@extend(Article, Comparison)
class CardOfPage(PageExtension):
    """The social card is drawn as soon as a page is published: whoever shares it first does not wait."""

    def saved(self, request, form):
        transaction.on_commit(partial(cards.draw_when_public, form.instance.pk), robust=True)


@admin.register(Comparison)
class ComparisonAdmin(TableMixin, PageAdmin):
    substance = PageAdmin.substance | {"verdict"}
    fieldsets = (TEXT, ("Verdict", {"fields": ("verdict",), "classes": ("wide",)}), SORTING)
    inlines = (ColumnInline, RowInline, FAQInline)
    list_display = ("title", "state", "published_at", "updated_at", "topic", "technologies", "rows", "owner")

    def get_queryset(self, request):
        technologies, rows = count_of(Subject.objects, "article"), count_of(Row.objects, "comparison")
        return super().get_queryset(request).annotate(technology_count=technologies, row_count=rows)

    @admin.display(ordering="technology_count")
    def technologies(self, comparison):
        return comparison.technology_count

    @admin.display(ordering="row_count")
    def rows(self, comparison):
        return comparison.row_count
