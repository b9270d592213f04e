"""What editors write in: Markdown beside its preview, plain text, and a choice out of many."""

from django.contrib.admin.widgets import AdminTextareaWidget, AutocompleteSelect
from django.forms import Script
from django.templatetags.static import static
from django.urls import reverse
from markdownx.widgets import AdminMarkdownxWidget


class OneLineEnd:
    """Browsers send line ends as CRLF and the database holds LF: untouched text must compare as unchanged."""

    def value_from_datadict(self, data, files, name):
        text = super().value_from_datadict(data, files, name)
        return text.replace("\r\n", "\n") if text else text


class PlainTextarea(OneLineEnd, AdminTextareaWidget):
    """A few lines of plain text."""


class MarkdownWidget(OneLineEnd, AdminMarkdownxWidget):
    """Markdown with a live preview, a toolbar and pictures by pasting; the script that does it is our own."""

    # What a page looks like: the preview stands apart from the styles of the admin and wears these.
    preview_styles = ("css/base.css", "css/prose.css", "css/preview.css")

    class Media:
        extend = False
        css = {"all": ["css/admin-editor.css"]}
        js = [Script("js/editor/main.js", type="module")]

    def get_context(self, name, value, attrs=None):
        addresses = {
            "data-preview-styles": " ".join(map(static, self.preview_styles)),
            "data-pages-address": reverse("markdown-pages"),
        }
        return super().get_context(name, value, {**(attrs or {}), **addresses})

    def value_from_datadict(self, data, files, name):
        text = super().value_from_datadict(data, files, name)
        return text if text and text.strip() else ""


class Autocomplete(AutocompleteSelect):
    """A choice out of many. Where ``known`` holds the chosen object, showing it costs no query."""

    known = None

    def optgroups(self, name, value, attr=None):
        if self.known is None or value != [str(self.known.pk)]:
            return super().optgroups(name, value, attr)
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        options.append(self.create_option(name, self.known.pk, str(self.known), True, len(options)))
        return [(None, options, 0)]
