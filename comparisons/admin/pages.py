"""Comparisons on one form, and what plain articles are about."""

from functools import partial

from django.contrib import admin
from django.db import transaction

from articles.admin import pages
from articles.desk.admin import count_of
from articles.desk.inlines import FAQInline, NumberedRowFormSet, NumberedRowsMixin
from articles.models import Article
from comparisons import cards, checklist
from comparisons.corrections.admin import CorrectedPageMixin
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


class RowFormSet(NumberedRowFormSet):
    def clean(self):
        if not any(self.errors):
            Comparison.check_rows([form.cleaned_data["feature"] for form in self.kept_forms()])
        super().clean()


class RowInline(NumberedRowsMixin, admin.TabularInline):
    model = Row
    formset = RowFormSet
    fields = ("feature", "position")
    autocomplete_fields = ("feature",)
    select_related = ("feature",)
    verbose_name_plural = "rows of the table, in order"


class CardMixin:
    """Pages whose social card is drawn as soon as they are published: whoever shares them first does not wait."""

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        transaction.on_commit(partial(cards.draw_when_public, form.instance.pk), robust=True)


@admin.register(Comparison)
class ComparisonAdmin(CorrectedPageMixin, CardMixin, TableMixin, pages.PageAdmin):
    findings_of = staticmethod(checklist.check)
    substance = pages.PageAdmin.substance | {"verdict"}
    fieldsets = (pages.TEXT, ("Verdict", {"fields": ("verdict",), "classes": ("wide",)}), pages.SORTING)
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


admin.site.unregister(Article)


@admin.register(Article)
class ArticleAdmin(CorrectedPageMixin, CardMixin, pages.ArticleAdmin):
    """Articles know nothing of technologies; what a page is about is added to their form here."""

    inlines = (SubjectInline, *pages.ArticleAdmin.inlines)
