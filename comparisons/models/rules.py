"""RowRule: a rule that a row keeps by itself, and that can be judged without the database."""

from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint, Q


class RowRule(CheckConstraint):
    """A CheckConstraint for conditions of exact values and ``isnull``.

    Django’s own asks the database about each row that it judges; a table has hundreds of them.
    """

    def validate(self, model, instance, exclude=None, using=None):
        judged = not (exclude and self.condition.referenced_base_fields & set(exclude))
        if judged and not satisfies(instance, self.condition):
            raise ValidationError(self.get_violation_error_message(), code=self.violation_error_code)

    def deconstruct(self):
        _, args, kwargs = super().deconstruct()
        return "django.db.models.CheckConstraint", args, kwargs


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
