"""What the rules say against an edited cell: the sentences of the models, without a query for each cell."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import CheckConstraint, Q

from comparisons.grid.cells import FACT_FIELDS, SOURCE_FIELDS
from comparisons.models import Source

MAY_BE_NONE = {"number", "verified_on"}


def judge(fact, cell):
    """Give a fact the texts of a cell. Returns its sources, and the mistakes: pairs of a field and a sentence.

    The feature and the technology of the fact have to be loaded.
    """
    mistakes = list(take(fact, FACT_FIELDS, cell))
    sources, wrong = judge_sources(cell["sources"])
    mistakes += wrong
    if not mistakes:
        mistakes = [*broken_rules(fact), *mistakes_of(lambda: fact.check_sources(len(sources)), "sources")]
    return sources, mistakes


def take(instance, names, texts):
    """Set fields from texts, each checked by itself."""
    for name in names:
        field, text = instance._meta.get_field(name), texts[name]
        try:
            setattr(instance, name, field.clean(None if name in MAY_BE_NONE and not text else text, instance))
        except ValidationError as error:
            label = str(field.verbose_name)
            yield from ((name, f"{label[0].upper()}{label[1:]}: {message}") for message in error.messages)


def judge_sources(texts):
    sources, mistakes = [], []
    urls = [text["url"] for text in texts]
    for number, text in enumerate(texts, 1):
        sources.append(Source())
        mistakes += [
            ("sources", f"Source {number}, {message}") for _, message in take(sources[-1], SOURCE_FIELDS, text)
        ]
        if text["url"] and text["url"] in urls[: number - 1]:
            (unique,) = Source._meta.constraints
            mistakes.append(("sources", f"Source {number}: {unique.get_violation_error_message()}"))
    return sources, mistakes


def broken_rules(fact):
    """As ``full_clean``, whose constraints would each ask the database about each fact."""
    yield from mistakes_of(fact.clean, NON_FIELD_ERRORS)
    for constraint in fact._meta.constraints:
        if isinstance(constraint, CheckConstraint) and not satisfies(fact, constraint.condition):
            yield NON_FIELD_ERRORS, str(constraint.get_violation_error_message())


def mistakes_of(check, name):
    try:
        check()
    except ValidationError as error:
        for field, messages in getattr(error, "message_dict", {name: error.messages}).items():
            yield from ((field, message) for message in messages)


def satisfies(instance, condition):
    """Whether an instance meets a condition that is made of exact values and ``isnull``."""
    results = [
        satisfies(instance, part) if isinstance(part, Q) else meets(instance, *part) for part in condition.children
    ]
    return (all(results) if condition.connector == Q.AND else any(results)) != condition.negated


def meets(instance, lookup, expected):
    name, _, kind = lookup.partition("__")
    value = getattr(instance, name)
    if kind == "isnull":
        return (value is None) == expected
    if kind:
        raise NotImplementedError(f"The rule {lookup} can only be checked by the database.")
    return value == expected
