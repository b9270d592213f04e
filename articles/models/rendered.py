"""What every text of the hub shares: clean characters, and its Markdown stored as HTML."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from markdownx.models import MarkdownxField

from articles.markdown import rendering

from .loaded import LoadedModel

LONGEST_TEXT = 400_000  # characters; rendering takes time in proportion


def clean(text):
    """The text without what no XML can hold, with line ends written one way."""
    if text.isascii() and text.isprintable():  # most short texts, in a tenth of the time
        return text
    return re.sub("\r\n?", "\n", rendering.ILLEGAL_IN_XML.sub("", text))


class RenderedModel(LoadedModel):
    """Text that is cleaned, and its Markdown rendered where that changed, whenever it is saved.

    The HTML of a Markdown field stands in the field of its name with ``_html`` behind.
    """

    rendered_fields = ()
    rendered_with = ()  # the fields besides that its HTML depends on

    class Meta:
        abstract = True

    def save(self, *, update_fields=None, **kwargs):
        self.clean_text()
        names = self.texts_to_render(update_fields)
        self.render(names)
        if update_fields is not None and (names or not self.markdown_fields()):
            update_fields = {*update_fields, *self.rendered_fields}
        super().save(update_fields=update_fields, **kwargs)

    def clean(self):
        super().clean()
        too_long = [name for name in self.markdown_fields() if len(getattr(self, name) or "") > LONGEST_TEXT]
        if too_long:
            raise ValidationError(dict.fromkeys(too_long, f"A text can have {LONGEST_TEXT:,} characters at most."))

    @classmethod
    def markdown_fields(cls):
        return [field.name for field in cls._meta.concrete_fields if isinstance(field, MarkdownxField)]

    def texts_to_render(self, update_fields):
        """The Markdown fields whose HTML is not that of their text any more, among those that are saved."""
        if update_fields is not None:
            return [name for name in self.markdown_fields() if name in update_fields]
        return [name for name in self.markdown_fields() if not self.is_unchanged([name, *self.rendered_with])]

    def render(self, names=None):
        """Set the fields named in ``rendered_fields`` from these texts, or from all."""
        for name in self.markdown_fields() if names is None else names:
            self.keep_rendered(name, rendering.render(getattr(self, name), self.id_prefix(name)))

    def keep_rendered(self, name, page):
        """Set the fields that come from the text of this name, which made that page."""
        setattr(self, f"{name}_html", page.html)

    def id_prefix(self, name):
        """What the ids in the HTML of a text begin with; empty where it is that of a whole page."""
        return name

    def clean_text(self):
        """Drop what no XML can hold from every text, and write line ends one way."""
        for field in self._meta.concrete_fields:
            text = getattr(self, field.attname)
            if isinstance(field, models.CharField | models.TextField) and isinstance(text, str):
                setattr(self, field.attname, clean(text))
