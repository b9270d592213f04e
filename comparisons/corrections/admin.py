"""Corrections by readers at the desk: one step from a proposal to a sourced answer that credits them."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from articles.desk.forms import FormFieldsMixin
from articles.desk.merging import Whose, fingerprint, whose
from articles.desk.permissions import nobody
from articles.desk.site import list_first
from articles.desk.widgets import PlainTextarea
from comparisons.answers.writing import Answer, write_answers
from comparisons.models import Correction, Fact, Source
from comparisons.models.steps import check_beside

ACCEPT, DECLINE = "accept", "decline"
SENT = ("about", "problem", "value", "source_link", "reader", "made_at")
ANSWER = ("level", "new_value", "number", "note", "verified_version", "source_title", "basis")
NUMBER = Fact._meta.get_field("number")
TEXT = AdminTextInputWidget
READER = "a reader"


class DecisionForm(forms.ModelForm):
    """Accept or decline. Of a cell, the fields below are what the fact will say."""

    decision = forms.ChoiceField(choices=[(ACCEPT, "Accept"), (DECLINE, "Decline")], widget=forms.RadioSelect)
    level = forms.ChoiceField(choices=Fact.Level.choices, required=False)
    new_value = forms.CharField(label="Value", max_length=80, required=False, widget=TEXT)
    number = NUMBER.formfield()
    note = forms.CharField(max_length=400, required=False, widget=PlainTextarea)
    verified_version = forms.CharField(label="Checked against version", max_length=60, required=False, widget=TEXT)
    source_title = forms.CharField(label="Title of the source", max_length=200, required=False, widget=TEXT)
    basis = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"autocomplete": "off"}))

    class Meta:
        model = Correction
        fields = ("answer",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        correction = self.instance
        if correction.is_of_fact:
            fact, version = correction.fact, correction.technology.latest_version
            self.fields["decision"].choices = [(ACCEPT, "Accept: the answer below is right"), (DECLINE, "Decline")]
            self.initial |= {
                "basis": fingerprint(answer_of(fact)),
                "number": fact.number if fact and correction.number is None else correction.number,
                "level": fact.level if fact else Fact.Level.UNKNOWN,
                "new_value": correction.value or (fact.value if fact else ""),
                "note": fact.note if fact else "",
                "verified_version": correction.version or version or (fact.verified_version if fact else ""),
                "source_title": correction.source_url[:200],
            }

    def clean(self):
        cleaned = super().clean()
        declined = cleaned.get("decision") == DECLINE
        if declined and not cleaned.get("answer"):
            self.add_error("answer", "Say why: the reader sees it.")
        if cleaned.get("decision") == ACCEPT and "level" in self.fields and self.instance.is_of_fact:
            self.check_basis(cleaned)
            self.check_fact(cleaned)
        return cleaned

    def check_basis(self, cleaned):
        """Refuse to take the place of an answer that the editor has not seen; the next time it has been."""
        base, stored = cleaned.get("basis"), answer_of(self.instance.fact)
        mine, theirs = fingerprint(answer_of(self.make_fact(cleaned))), fingerprint(stored)
        if base and whose(base, mine, theirs) is not Whose.MINE:
            self.data = self.data.copy()
            self.data["basis"] = theirs
            sentence = (
                f"The fact was changed while you had this open. It says now: “{stored}” Save again to replace that."
            )
            self.add_error(None, sentence)

    def check_fact(self, cleaned):
        """Judge the fact that would be, by the rules of facts."""
        try:
            fact = self.make_fact(cleaned)
            fact.full_clean()
            fact.check_reason(cleaned.get("answer", ""))
            check_beside(fact, list(fact.steps.all()) if fact.pk else [])
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                field = {"value": "new_value", "reason": "answer"}.get(name, name)
                self.add_error(field if field in self.fields else None, messages)

    def make_fact(self, cleaned):
        fact = self.instance.fact or Fact(technology=self.instance.technology, feature=self.instance.feature)
        fact.level, fact.value = cleaned.get("level", ""), cleaned.get("new_value", "")
        fact.note, fact.number = cleaned.get("note", ""), NUMBER.to_python(cleaned.get("number"))
        fact.verified_on, fact.verified_version = timezone.localdate(), cleaned.get("verified_version", "")
        return fact


def answer_of(fact):
    """The answer of a fact in words, as an editor may have read it; empty where there is none."""
    parts = [fact.get_level_display() if fact.level else "", fact.value, fact.note] if fact else []
    return ". ".join(filter(None, parts))


@admin.register(Correction)
class CorrectionAdmin(FormFieldsMixin, admin.ModelAdmin):
    form = DecisionForm
    list_display = ("about", "state", "value", "source_url", "made_at")
    list_filter = ("state",)
    search_fields = ("about", "problem", "source_url")
    readonly_fields = (*SENT, "edit", "state", "decided_at", "decided_by")
    list_per_page = 50
    view_on_site = False
    has_add_permission = nobody

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or obj.is_open)

    def get_fieldsets(self, request, obj=None):
        sent = ("What the reader sent", {"fields": SENT})
        if not self.has_change_permission(request, obj):
            return [sent, ("Decision", {"fields": ("state", "decided_at", "decided_by", "answer")})]
        if obj.is_of_fact:
            decision = ("Decision", {"fields": ("decision", "answer")})
            answer = [name for name in ANSWER if name != "number" or obj.feature.unit]
            return [sent, decision, ("What the fact will say", {"fields": answer})]
        return [sent, ("Decision", {"fields": ("edit", "decision", "answer")})]

    @admin.display(description="source")
    def source_link(self, correction):
        return format_html('<a href="{0}" rel="noreferrer nofollow">{0}</a>', correction.source_url)

    @admin.display
    def reader(self, correction):
        return " ".join(filter(None, [correction.name, correction.email])) or "Wants neither to be named nor asked"

    @admin.display(description="where to mend it")
    def edit(self, correction):
        if correction.technology and correction.feature:
            releases = reverse("admin:comparisons_technology_change", args=[correction.technology_id])
            return format_html('Its releases say that: <a href="{}">edit them</a>', f"{releases}#releases-group")
        if not correction.article:
            return "It is gone."
        kind = "comparisons_comparison" if correction.article.kind == "comparison" else "articles_article"
        address = reverse(f"admin:{kind}_change", args=[correction.article_id])
        return format_html('<a href="{}">Edit it</a>', address)

    def save_model(self, request, obj, form, change):
        cleaned = form.cleaned_data
        with transaction.atomic():
            if cleaned["decision"] == DECLINE:
                return obj.decide(Correction.State.DECLINED, request.user, cleaned["answer"])
            if obj.is_of_fact:
                accept_fact(obj, form.make_fact(cleaned), cleaned["source_title"], cleaned["answer"], request.user)
            return obj.decide(Correction.State.ACCEPTED, request.user, cleaned["answer"])


def accept_fact(correction, fact, source_title, reason, user):
    """Store what a correction made of a fact, with its source, as a revision that credits the reader."""
    if not user.has_perm("comparisons.change_fact"):
        raise PermissionDenied
    sources = list(fact.sources.all()) if fact.pk else []
    if correction.source_url not in {source.url for source in sources}:
        sources.append(Source(title=source_title or correction.source_url[:200], url=correction.source_url))
    about = {"credit": correction.name or READER, "reason": reason[:300] or "Corrected", "notable": True}
    write_answers([Answer(fact, sources, is_checked=True)], user=user, how=correction.check_method, **about)


@admin.site.panel(15, "comparisons.change_correction")
def corrections(request):
    """What readers say is wrong, the oldest first."""
    found = Correction.objects.open().order_by("pk")
    return list_first("Corrections by readers", found, {"state__exact": "open"}, lambda sent: f"{sent.made_at:%d %B}")
