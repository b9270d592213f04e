"""How a page is cited: in a sentence, as BibTeX, and as CSL JSON, which Zotero and Pandoc read."""

import json
import re
from dataclasses import dataclass

from django.conf import settings
from django.utils.formats import date_format

TEX = {character: f"\\{character}" for character in "&%$#_{}"}
TEX |= {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


@dataclass(frozen=True)
class Citation:
    """A page as it was on the day of its last change, which is its version; None where nobody knows that."""

    title: str
    author: str
    changed: object
    url: str

    @property
    def key(self):
        """A name for it in a list of references, made of its address."""
        return re.sub(r"[^a-z0-9]+", "-", self.url.partition("://")[2].lower()).strip("-")

    @property
    def text(self):
        version = f", version of {date_format(self.changed, 'j F Y')}" if self.changed else ""
        return f"{self.author}: “{self.title}”{version}, {self.url}"

    @property
    def bibtex(self):
        fields = {"title": self.title, "author": self.author, "publisher": settings.SITE_NAME}
        fields = {name: f"{{{text.translate(str.maketrans(TEX))}}}" for name, text in fields.items()}
        if self.changed:
            fields |= {"year": f"{self.changed:%Y}", "note": f"Version of {self.changed:%Y-%m-%d}"}
        lines = [f"  {name} = {{{text}}}," for name, text in [*fields.items(), ("url", self.url)]]
        return "\n".join([f"@misc{{{self.key},", *lines, "}"])

    @property
    def csl(self):
        item = {
            "id": self.key,
            "type": "webpage",
            "title": self.title,
            "author": [{"literal": self.author}],
            "container-title": settings.SITE_NAME,
            "URL": self.url,
        }
        if self.changed:
            day = [self.changed.year, self.changed.month, self.changed.day]
            item |= {"issued": {"date-parts": [day]}, "version": f"{self.changed:%Y-%m-%d}"}
        return json.dumps([item], ensure_ascii=False)
