"""What a folder says of the pages in it: which of them are not for everybody, by where they stand."""

import re
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from glob import escape
from pathlib import Path

from hub.content.field_types import FLAGS
from hub.content.files import label
from hub.content.front_matter import parse_markdown
from hub.content.visibility import hides_below
from hub.content.yaml_text import Items, Mapping, read_yaml

NO_SETTINGS = {"package.json", "package-lock.json", "composer.json"}
# What a file that is no page of ours says to hide others: data of Eleventy, Jekyll’s defaults, Hugo’s cascade.
HIDES_OTHERS = re.compile(
    r"""^[ \t{"'\[]{0,60}cascade\b|(?:^|[{,])[ \t\w.{"'-]{0,60}\b(?:"""
    r"""(?:draft|unpublished|eleventyExcludeFromCollections)["']?\s*+[:=]\s*+(?!["']?(?:false|no|off|0)\b)"""
    r"""|published["']?\s*+[:=]\s*+(?!["']?(?:true|yes|on|\d{4})\b))""",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass
class Rules:
    """What a folder says of the pages in it: patterns of paths with what hides these, and folders that are shown."""

    hidden: list = field(default_factory=list)
    shown: set = field(default_factory=lambda: {"_posts"})

    def read(self, path, text):
        """Note what a file says of others that is no page of ours: sections of Hugo, data of Eleventy, settings."""
        is_section = path.stem.lower() == "_index"
        if is_section:
            hides = hides_below(parse_markdown(text)[0])
        else:
            hides = path.name not in NO_SETTINGS and HIDES_OTHERS.search(text)
        if hides:
            self.hide_below(path)
        if path.name == "_config.yml" and isinstance(settings := read_yaml(text), Mapping):
            self.read_jekyll(path.parent, settings)

    def hide_below(self, path):
        """Hide what a file may speak of: the settings of a whole site may stand anywhere in it."""
        is_of_folder = path.suffix.lower() == ".json" or ".11tydata." in path.name or path.stem.lower() == "_index"
        pattern = escape(label(path.parent)) if is_of_folder else "."
        self.hidden.append((pattern, f"{label(path)} may hide it"))

    def read_jekyll(self, folder, settings):
        left_out, collections = settings.get("exclude"), settings.get("collections")
        for pattern in left_out if isinstance(left_out, Items) else ():
            self.hidden.append(((folder / str(pattern).strip("/")).as_posix(), "Jekyll leaves it out"))
        for name, collection in collections.items() if isinstance(collections, Mapping) else ():
            if isinstance(collection, Mapping) and FLAGS.get(str(collection.get("output")).lower()):
                self.shown.add(f"_{name}")

    def reasons(self, page):
        """Why a page is not for everybody by where it stands. Exports of ours have a uid."""
        path, top = page.file, Path(page.report.folder).resolve().name
        places = (path, *path.parents)
        yield from (why for pattern, why in self.hidden if any(fnmatchcase(label(place), pattern) for place in places))
        for part in path.parts[:-1]:
            if is_for_drafts(part) or (part.startswith("_") and part.lower() not in self.shown):
                yield f"in the folder {part}"
        if is_for_drafts(top):
            yield f"in the folder {top}"
        if ".draft." in path.name.lower():
            yield "a file name with .draft in it"
        if path.name.startswith("_") and path.stem.lower() != "_index" and not page.text("uid"):
            yield "a file name that begins with _"


def is_for_drafts(folder):
    return folder.lower().removeprefix("_") in {"draft", "drafts", "unpublished"}
