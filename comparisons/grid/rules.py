"""What is wrong with the texts of an edited cell: the sentences of the models, without a query for each cell."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from comparisons.answers.writing import SOURCE_FIELDS
from comparisons.grid.cells import FACT_FIELDS
from comparisons.models import Source

MAY_BE_NONE = {"number", "verified_on"}
CELL = {"technology", "feature"}


def judge(fact, cell):
    """Give a fact the texts of a cell. Returns its sources, and the mistakes: pairs of a field and a sentence.

    The feature and the technology of the fact have to be loaded.
    """
    mistakes = list(take_texts(fact, FACT_FIELDS, cell))
    sources, wrong = judge_sources(cell["sources"])
    mistakes += wrong
    if not mistakes:
        mistakes += mistakes_of(lambda: fact.full_clean(exclude=CELL), NON_FIELD_ERRORS)
        mistakes += mistakes_of(lambda: fact.check_sources(len(sources)), "sources")
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
