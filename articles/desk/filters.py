"""Filters of the desk's lists that stay short however much there is."""

from django.contrib import admin

MOST_CHOICES = 100


class ShortRelatedFilter(admin.RelatedFieldListFilter):
    """The usual filter; where it would list more than anybody reads, it has only what is chosen already."""

    def field_choices(self, field, request, model_admin):
        objects = field.remote_field.model._default_manager.all()
        if ordering := self.field_admin_ordering(field, request, model_admin):
            objects = objects.order_by(*ordering)
        listed = list(objects[: MOST_CHOICES + 1])
        if len(listed) > MOST_CHOICES:
            listed = objects.filter(pk__in=[key for key in self.lookup_val or [] if key.isdecimal()])
        return [(item.pk, str(item)) for item in listed]

    def has_output(self):
        return bool(self.lookup_val) or super().has_output()
