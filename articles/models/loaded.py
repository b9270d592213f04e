"""What a row was like when it was read, so that saving it checks and renders only what changed."""

from django.core.exceptions import ValidationError
from django.db import models

from articles.slugify import can_be_seen


class LoadedModel(models.Model):
    """Remembers in ``loaded`` the values with which it came from the database; of a new one there are none."""

    loaded = {}

    class Meta:
        abstract = True

    def save(self, *, update_fields=None, **kwargs):
        super().save(update_fields=update_fields, **kwargs)
        self.remember(update_fields)

    @classmethod
    def from_db(cls, *args, **kwargs):
        instance = super().from_db(*args, **kwargs)
        instance.loaded = instance.__dict__.copy()
        return instance

    def refresh_from_db(self, using=None, fields=None, from_queryset=None):
        super().refresh_from_db(using=using, fields=fields, from_queryset=from_queryset)
        self.remember(fields)

    def remember(self, names=None):
        """Note the values of these fields, or of all, as those that are stored."""
        fields = self._meta.concrete_fields
        known = [field.attname for field in fields if names is None or field.name in names or field.attname in names]
        self.loaded = self.loaded | {name: self.__dict__[name] for name in known if name in self.__dict__}

    def is_unchanged(self, names):
        """Whether all these fields are as they are stored."""
        attnames = [self._meta.get_field(name).attname for name in names]
        return all(name in self.loaded and self.loaded[name] == self.__dict__.get(name) for name in attnames)

    # --- validation, of what can be wrong only ---

    def clean_fields(self, exclude=None):
        """As the stock one, but for references to an object at hand, which was found in the database."""
        links = [field for field in self._meta.concrete_fields if field.is_relation]
        found = {field.name for field in links if field.get_cached_value(self, default=None) is not None}
        super().clean_fields({*(exclude or ()), *found})

    def check_seen(self, name):
        """Raise ValidationError where the text of this name is none that anybody can see."""
        text = getattr(self, name)
        if text and not self.is_unchanged([name]) and not can_be_seen(text):
            raise ValidationError(
                {name: f"Nobody would see this {self._meta.get_field(name).verbose_name}: write one."}
            )

    def validate_unique(self, exclude=None):
        unique = [field.name for field in self._meta.concrete_fields if field.unique]
        super().validate_unique({*(exclude or ()), *(name for name in unique if self.is_unchanged([name]))})

    def get_constraints(self):
        """As the stock ones, without those about nothing but what is as it is stored."""
        return [
            (model, [constraint for constraint in constraints if not self.is_unchanged(fields_of(constraint))])
            for model, constraints in super().get_constraints()
        ]


def fields_of(constraint):
    """The names of the fields that a constraint of ours is about."""
    condition = getattr(constraint, "condition", None)
    return {*getattr(constraint, "fields", ()), *(condition.referenced_base_fields if condition else ())}
