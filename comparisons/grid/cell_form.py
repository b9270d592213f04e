"""The form of one cell: the script of the page fills it for any cell, and without the script it is sent as it is."""

import json

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget

from articles.desk.forms import HistoryForm
from articles.desk.widgets import PlainTextarea
from comparisons.grid import posted
from comparisons.models import Fact, Source


def text_field(model, name, widget=None, label=None):
    """A field for whatever somebody types: the rules of the model judge it when it is saved."""
    field = model._meta.get_field(name)
    label = label or str(field.verbose_name).capitalize()
    attrs = {"maxlength": field.max_length} if field.max_length and widget is None else {}
    return forms.CharField(
        required=False, label=label, help_text=field.help_text, widget=widget or AdminTextInputWidget(attrs=attrs)
    )


class CellForm(forms.Form):
    technology = forms.CharField(widget=forms.HiddenInput)
    feature = forms.CharField(widget=forms.HiddenInput)
    anchor = forms.CharField(required=False, widget=forms.HiddenInput)
    was = forms.CharField(widget=forms.HiddenInput)
    level = forms.CharField(required=False, widget=forms.Select(choices=Fact.Level.choices))
    value = text_field(Fact, "value")
    number = text_field(Fact, "number", forms.TextInput(attrs={"inputmode": "numeric"}))
    note = text_field(Fact, "note", PlainTextarea(attrs={"rows": 4}))
    verified_on = text_field(Fact, "verified_on", forms.DateInput(attrs={"type": "date"}))
    verified_version = text_field(Fact, "verified_version")
    reason = HistoryForm.base_fields["reason"]
    minor_change = HistoryForm.base_fields["minor_change"]


class SourceForm(forms.Form):
    title = text_field(Source, "title")
    url = text_field(Source, "url", forms.TextInput(attrs={"class": "vURLField", "inputmode": "url"}), "URL")
    quote = text_field(Source, "quote", PlainTextarea(attrs={"rows": 2}))


SourceFormSet = forms.formset_factory(SourceForm, extra=1, max_num=posted.MOST_SOURCES)


def initial_of(cell):
    return {
        **cell.texts,
        "technology": cell.technology.pk,
        "feature": cell.feature.pk,
        "anchor": cell.anchor,
        "was": json.dumps(cell.texts),
    }


def edit_of_one_cell(form, sources):
    """What somebody sent without a script. Raises posted.Unreadable."""
    if not form.is_valid() or not sources.is_valid():
        raise posted.Unreadable
    data = form.cleaned_data
    rows = [{name: row.get(name, "") for name in SourceForm.base_fields} for row in sources.cleaned_data]
    now = {name: data[name] for name in ("level", "value", "number", "note", "verified_on", "verified_version")}
    try:
        was = json.loads(data["was"])
        cell = {"technology": int(data["technology"]), "feature": int(data["feature"])}
    except ValueError as error:
        raise posted.Unreadable from error
    cells = [{**cell, "was": was, "now": {**now, "sources": rows}}]
    edit = {"cells": cells, "reason": data["reason"], "minor_change": data["minor_change"]}
    return posted.read_edit(json.dumps(edit))
