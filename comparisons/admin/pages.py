"""Comparisons on one form, their whole table on one screen, and what plain articles are about."""

from dataclasses import asdict

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import JsonResponse, RawPostDataException
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path, reverse

from articles.admin.pages import SORTING, TEXT, PageAdmin
from articles.desk.formsets import FAQInline, NumberedRowFormSet, NumberedRowsMixin
from articles.extensions import PageExtension, extend
from articles.models import Article
from comparisons.grid import posted
from comparisons.grid.cells import page_data, read_page, read_table, rows_data
from comparisons.grid.saving import save_table
from comparisons.models import Comparison, Fact, Feature, Row, Subject

MEGABYTES = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024**2
TOO_LARGE = f"This is more than can be saved at once ({MEGABYTES} MB): put some of the cells back, and save them later."
UNREADABLE = "What arrived is not what this page sends. Open the page again: what you changed is kept in this browser."
NO_FACTS = "Your account may not change facts."
NO_TABLE = "This comparison is not there any more, or your account may not see it any more."
NO_ROWS = "Your account may not change the rows of this comparison."
REFUSED = "Nothing is saved yet, and all of it is still here."
PARTLY = "What is finished is saved. This is not, and is still here."


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
    extra = 2
    autocomplete_fields = ("technology",)


class SubjectInline(NumberedRowsMixin, admin.TabularInline):
    """The technologies that a plain article is about."""

    model = Subject
    fields = ("technology", "position")
    autocomplete_fields = ("technology",)
    verbose_name_plural = "technologies it is about"


class TableRowFormSet(NumberedRowFormSet):
    def clean(self):
        if not any(self.errors):
            rows = [form.cleaned_data for form in self.kept_forms()]
            Comparison.check_rows([row["feature"] for row in rows])
            Comparison.check_code([row["feature"] for row in rows if row.get("in_code")])
        super().clean()

    def save(self, commit=True):
        """As the stock one, which would write row by row: whoever moves one has moved them all."""
        saved = super().save(commit=False)
        if commit:
            for row in self.deleted_objects:
                row.delete()
            Row.objects.bulk_update([row for row, _ in self.changed_objects], ["feature", "position", "in_code"])
            Row.objects.bulk_create(self.new_objects)
        return saved


class RowInline(NumberedRowsMixin, admin.TabularInline):
    model = Row
    formset = TableRowFormSet
    fields = ("feature", "position", "in_code")
    autocomplete_fields = ("feature",)
    verbose_name_plural = "rows of the table, in order"


@extend(Article)
class SubjectsOfArticle(PageExtension):
    inlines = (SubjectInline,)


@admin.register(Comparison)
class ComparisonAdmin(PageAdmin):
    """Its whole table is one screen too: all cells and rows, changed and saved in one request."""

    change_form_template = "admin/comparisons/comparison/change_form.html"
    substance = PageAdmin.substance | {"verdict"}
    fieldsets = (TEXT, ("Verdict", {"fields": ("verdict",), "classes": ("wide",)}), SORTING)
    inlines = (ColumnInline, RowInline, FAQInline)

    def get_urls(self):
        view = self.admin_site.admin_view(self.table_view)
        return [path("<path:object_id>/table/", view, name="comparisons_comparison_table"), *super().get_urls()]

    def table_view(self, request, object_id):
        comparison = self.get_object(request, unquote(object_id))
        if request.method == "POST":
            return self.save_table(request, comparison)
        if not self.has_view_permission(request, comparison):
            raise PermissionDenied
        if comparison is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if "feature" in request.GET:
            return self.answer_rows(request, comparison)
        return self.show_table(request, comparison)

    def what_is_allowed(self, request, comparison):
        facts = self.admin_site.get_model_admin(Fact)
        return {
            "facts": facts.has_change_permission(request) and facts.has_add_permission(request),
            "rows": self.has_change_permission(request, comparison),
        }

    # --- the page of its table ---

    def show_table(self, request, comparison):
        page = read_page(comparison, self.get_queryset(request))
        allowed = self.what_is_allowed(request, comparison)
        context = {
            **self.admin_site.each_context(request),
            **page,
            "title": f"Table of {comparison}",
            "opts": self.opts,
            "original": comparison,
            "is_nav_sidebar_enabled": False,
            "allowed": allowed,
            "form": posted.CellForm(),
            "source": posted.SourceTextForm(),
            "data": {
                **page_data(page),
                "allowed": allowed,
                "copy": f"table-{comparison.pk}-{request.user.pk}",
                "fact_address": reverse("admin:comparisons_fact_change", args=[0]),
                "search_address": reverse("admin:autocomplete"),
            },
        }
        return TemplateResponse(request, "admin/comparisons/comparison/table.html", context)

    def answer_rows(self, request, comparison):
        """The rows of features, by their keys between commas, that somebody is about to add or somebody else added."""
        keys = [key for key in request.GET["feature"].split(",") if key.isdecimal() and len(key) < 19]
        features = Feature.objects.filter(pk__in=keys).select_related("group")
        page = read_table(comparison, list(features))
        context = {**page, "allowed": self.what_is_allowed(request, comparison)}
        html = render_to_string("admin/comparisons/comparison/_table_rows.html", context)
        return JsonResponse({**rows_data(page["rows"]), "html": html}, status=200 if page["rows"] else 404)

    def save_table(self, request, comparison):
        """Save what the script of the page sends, and say in JSON what to show beside which cell."""
        if comparison is None or not self.has_view_permission(request, comparison):
            return refuse(NO_TABLE, 403)
        try:
            edit = posted.read_edit(request.body)
        except RequestDataTooBig:
            return refuse(TOO_LARGE, 413)
        except (posted.UnreadableEdit, RawPostDataException):  # the latter of a form, read before
            return refuse(UNREADABLE, 400)
        allowed = self.what_is_allowed(request, comparison)
        if edit.cells and not allowed["facts"]:
            return refuse(NO_FACTS, 403)
        if edit.rows is not None and not allowed["rows"]:
            return refuse(NO_ROWS, 403)
        outcome = save_table(comparison, edit, request.user)
        if outcome.is_refused and not outcome.saved:
            return JsonResponse({**asdict(outcome), "message": REFUSED, "data": None}, status=409)
        present = page_data(read_page(comparison, self.get_queryset(request)))
        if outcome.is_refused:
            return JsonResponse({**asdict(outcome), "message": PARTLY, "data": present}, status=409)
        return JsonResponse(present)


def refuse(sentence, status):
    return JsonResponse({"message": f"{sentence} {REFUSED}"}, status=status)
