"""What the page sends: JSON of edited cells, each with what it was when it was opened, and of the order of the rows.

What is wrong with the texts of a cell say the models, without a query for each cell.
"""

import json
from dataclasses import dataclass, field

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from articles.desk.forms import HistoryForm
from articles.desk.widgets import PlainTextarea
from articles.models.rendered import clean
from comparisons.answers.writing import SOURCE_FIELDS
from comparisons.grid.cells import FACT_FIELDS, PARTS
from comparisons.models import Fact, Source
from comparisons.models.features import Provider
from comparisons.models.steps import check_beside

MOST_SOURCES = 50
LONGEST_REASON = 300
MAY_BE_NONE = {"number", "verified_on", "measured_on"}
CELL = {"technology", "feature"}


class UnreadableEdit(ValueError):
    """What arrived is not what the page sends."""


@dataclass(frozen=True)
class CellEdit:
    """``was`` and ``now`` hold all fields of the parts that were changed."""

    technology: int
    feature: int
    was: dict
    now: dict

    @property
    def key(self):
        return f"{self.feature}-{self.technology}"


@dataclass(frozen=True)
class TableEdit:
    """``rows_was`` and ``rows`` are keys of features, or None where the rows were left alone."""

    cells: list = field(default_factory=list)
    rows_was: list | None = None
    rows: list | None = None
    reason: str = ""
    is_minor: bool = False


def read_edit(text):
    """The edit in a JSON text. Raises UnreadableEdit."""
    try:
        data = json.loads(text)
        rows = data.get("rows") or {}
        return TableEdit(
            cells=list({cell.key: cell for cell in map(read_cell, data.get("cells", []))}.values()),
            rows_was=read_keys(rows["was"]) if rows else None,
            rows=read_keys(rows["now"]) if rows else None,
            reason=read_text(data.get("reason", ""))[:LONGEST_REASON],
            is_minor=data.get("minor_change") is True,
        )
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
        raise UnreadableEdit from error


def read_cell(data):
    names = [name for part in PARTS.values() if {*part} & {*data["now"]} for name in part]
    was, now = ({name: READ.get(name, read_text)(data[side][name]) for name in names} for side in ("was", "now"))
    return CellEdit(read_key(data["technology"]), read_key(data["feature"]), was, now)


def read_key(value):
    if type(value) is not int or not 0 < value < 2**63:
        raise TypeError
    return value


def read_keys(values):
    return list(dict.fromkeys(map(read_key, values)))


def read_text(value):
    """A text as a form of the admin would take it: clean, without outer space."""
    if not isinstance(value, str):
        raise TypeError
    return clean(value).strip()


def read_source_texts(values):
    """The sources; one that was left empty is none."""
    if len(values) > MOST_SOURCES:
        raise TypeError
    sources = [{name: read_text(value[name]) for name in SOURCE_FIELDS} for value in values]
    return [source for source in sources if any(source.values())]


READ = {"sources": read_source_texts}


# --- what is wrong with a cell ---


def judge(fact, cell, reason, steps):
    """Give a fact, which keeps its steps, the texts of a cell.

    Returns its sources, and the mistakes: pairs of a field and a sentence.

    The feature and the technology of the fact have to be loaded.
    """
    mistakes = list(take_texts(fact, FACT_FIELDS, cell))
    sources, wrong = judge_sources(cell["sources"])
    mistakes += wrong
    if not mistakes:
        mistakes += mistakes_of(lambda: fact.full_clean(exclude=CELL), NON_FIELD_ERRORS)
        mistakes += mistakes_of(lambda: fact.check_sources(len(sources)), "sources")
        mistakes += mistakes_of(lambda: fact.check_reason(reason), "reason")
        mistakes += mistakes_of(lambda: check_beside(fact, steps), "level")
    return sources, mistakes


def take_texts(instance, names, texts):
    """Set fields from texts, each checked by itself."""
    for name in names:
        field, text = instance._meta.get_field(name), texts[name]
        try:
            setattr(instance, name, field.clean(None if name in MAY_BE_NONE and not text else text, instance))
        except ValidationError as error:
            label = str(field.verbose_name)
            yield from ((name, f"{label[0].upper()}{label[1:]}: {message}") for message in error.messages)


def judge_sources(texts):
    sources, mistakes, seen = [], [], {""}
    for number, text in enumerate(texts, 1):
        sources.append(Source())
        wrong = [message for _, message in take_texts(sources[-1], SOURCE_FIELDS, text)]
        mistakes += [("sources", f"Source {number}, {message}") for message in wrong]
        if text["url"] in seen - {""}:
            (unique,) = Source._meta.constraints
            mistakes.append(("sources", f"Source {number}: {unique.get_violation_error_message()}"))
        seen.add(text["url"])
    return sources, mistakes


def mistakes_of(check, name):
    try:
        check()
    except ValidationError as error:
        for field, messages in getattr(error, "message_dict", {name: error.messages}).items():
            yield from ((field, message) for message in messages)


# --- the form of one cell, which the script fills ---


def text_field(model, name, widget=None, label=None):
    """A field for whatever somebody types: the rules of the model judge it when it is saved."""
    field = model._meta.get_field(name)
    label = label or str(field.verbose_name).capitalize()
    attrs = {"maxlength": field.max_length} if field.max_length and widget is None else {}
    return forms.CharField(
        required=False, label=label, help_text=field.help_text, widget=widget or AdminTextInputWidget(attrs=attrs)
    )


class CellForm(forms.Form):
    level = forms.CharField(required=False, widget=forms.Select(choices=Fact.Level.choices))
    value = text_field(Fact, "value")
    provider = forms.CharField(required=False, label="Provided by", widget=forms.Select(choices=Provider.choices))
    number = text_field(Fact, "number", forms.TextInput(attrs={"inputmode": "decimal"}))
    note = text_field(Fact, "note", PlainTextarea(attrs={"rows": 4}))
    verified_on = text_field(Fact, "verified_on", forms.DateInput(attrs={"type": "date"}))
    verified_version = text_field(Fact, "verified_version")
    measured_on = text_field(Fact, "measured_on", forms.DateInput(attrs={"type": "date"}))
    reason = HistoryForm.base_fields["reason"]
    minor_change = HistoryForm.base_fields["minor_change"]


class SourceTextForm(forms.Form):
    title = text_field(Source, "title")
    url = text_field(Source, "url", forms.TextInput(attrs={"class": "vURLField", "inputmode": "url"}), "URL")
    quote = text_field(Source, "quote", PlainTextarea(attrs={"rows": 2}))
