"""What a folder says of the pages in it: which of them are not for everybody, by where they stand."""

import posixpath
import re
from contextlib import suppress
from functools import partial
from pathlib import Path

from hub.content.field_types import FLAGS
from hub.content.files import label
from hub.content.front_matter import DATED_NAME, is_index, parse_markdown
from hub.content.generators import GENERATORS, Setting, scoped, settings_file, texts_in
from hub.content.path_patterns import find_pattern, path_parts
from hub.content.settings_text import read_settings
from hub.content.visibility import may_hide, plain, said
from hub.content.yaml_text import Items, Mapping, Text

NO_SETTINGS = {"package.json", "package-lock.json", "composer.json"}
# What code of Eleventy says of all pages of a folder: that they are drafts, or at an address that it works out.
HIDING_CODE = re.compile(
    r"""\b(?:draft|unpublished|eleventyExcludeFromCollections)\b["']?\s*+[:=(]\s*+(?!["']?(?:false|no|off|0)\b)"""
    r"""|\bpublished\b["']?\s*+[:=(]\s*+(?!["']?(?:true|yes|on|\d{4})\b)"""
    r"""|\bpermalink\b["']?\s*+[:=(]\s*+(?!(?:\(?\w*\)?\s*=>\s*)?(["'`])(?:(?!\1).)*\1\s*[,}\n])""",
    re.IGNORECASE,
)


class Rules:
    """What the files at these ``paths`` say of the pages among them: whom they hide, and which folders are shown.

    ``hidden`` holds, for each Setting, the folder that it holds for, where its patterns begin (None: anywhere) and
    what is said of it; ``sources`` the folders of pages by program and by the place of its settings.
    """

    def __init__(self, paths=()):
        self.paths, self.hidden, self.sources, self.shown = {*paths}, [], {}, {"_posts"}
        self.folders = {(), *(tuple(path_parts(label(folder))) for path in paths for folder in path.parents)}

    def read(self, path, text):
        """Note what a file says of others that is no page of ours. Raises ContentError."""
        if place := settings_file(label(path)):
            for generator in GENERATORS:
                if re.fullmatch(generator.files, place["file"]):
                    self.read_settings(path, text, generator, place["folder"])
        elif path.stem.lower() == "_index":
            front_matter = parse_markdown(text)[0]
            cascade = next((item for key, item in front_matter.items() if plain(key) == "cascade"), None)
            if isinstance(cascade, Mapping | Items) and (keys := scoped(cascade, {}).keys):
                self.hide_below(path, keys)
        elif ".11tydata." in path.name and path.suffix not in (".json", ".yaml", ".yml", ".toml"):
            if HIDING_CODE.search(text):
                self.hide_below(path)
        elif path.name not in NO_SETTINGS and self.is_data(path):
            hiding = [name for name, value in said(read_settings(path, text)) if value is None or may_hide(name, value)]
            if hiding:
                self.hide_below(path, frozenset(map(plain, hiding)))

    def is_data(self, path):
        """Whether a file has the name of its folder or of a page beside it, as data of Eleventy have."""
        stem = path.name.partition(".")[0]
        return stem == path.parent.name or path.with_name(f"{stem}.md") in self.paths

    def hide_below(self, path, keys=frozenset()):
        """Hide what a file may speak of: the settings of a whole site, the data of a folder or those of one page."""
        stem, place = path.name.partition(".")[0], settings_file(label(path))
        folder = path_parts(place["folder"] if place else label(path.parent))
        is_of_all = place or stem in (path.parent.name, "_index")
        pattern = Text("**" if is_of_all else f"/{stem}.*", 1)
        why = f"{label(path)} may hide it"
        self.hidden.append((folder, [folder], Setting(partial(find_pattern, [pattern]), keys), lambda line: why))

    def read_settings(self, path, text, generator, where):
        """Note what the settings of one program hide: those keys of it that cannot be understood, everything."""
        settings, folder = read_settings(path, text, [*generator.readers, *generator.folders]), path_parts(where)
        if path.name.startswith("languages."):  # Hugo has a file for what stands under one key of another
            settings = within_languages(path, settings)
        named = [*dict.fromkeys(named_folders(settings, {*map(plain, generator.folders)}, generator.usual))]
        sources = [source for name in named or filter(None, [generator.usual]) for source in self.place(where, name)]
        if generator.folders and (not generator.sign or not generator.sign.isdisjoint(settings)):
            self.sources.setdefault((generator.name, where), (label(path), []))[1].extend(sources)
        is_known = None not in named and (sources or not named)
        for key, reader in generator.readers.items():
            if plain(key) in settings:
                self.add(path, folder, [folder, *sources] if is_known else None, generator, key, reader, settings)
        self.show_collections(settings if generator.name == "Jekyll" else {})

    def add(self, path, folder, bases, generator, key, reader, settings):
        value, line = settings[plain(key)], settings.lines.get(plain(key), 1)

        def why(line):
            return f"{generator.name} leaves it out: {label(path)}:{line}"

        try:
            if value is None:
                raise ValueError
            setting = reader(value, settings)
        except (ValueError, TypeError, AttributeError, KeyError, re.error):
            setting = Setting(lambda parts: line)

            def why(line):
                return f"{key} in {label(path)}:{line} cannot be understood and may hide it"

        self.hidden.append((folder, bases, setting, why))

    def place(self, where, name):
        """The parts of a folder of pages, in a list; an empty list where it is not among the files."""
        found = path_parts(posixpath.normpath(posixpath.join(where, name or "..")))
        return [found] if tuple(found) in self.folders else []

    def show_collections(self, settings):
        """Note the folders with a _ of which Jekyll makes pages all the same."""
        collections = settings.get("collections")
        for name, collection in collections.items() if isinstance(collections, Mapping) else ():
            if isinstance(collection, Mapping) and FLAGS.get(str(collection.get("output")).lower()):
                self.shown.add(f"_{name}")
        with suppress(ValueError):
            self.shown |= {text.strip("/") for text in texts_in(settings.get("include") or Items([], 0))}

    def outside(self, path):
        """What to say of a page that a program does not look at: it stands beside the folder of its pages."""
        parts = path_parts(label(path))
        for (name, where), (settings, places) in self.sources.items():
            is_below = parts[: len(path_parts(where))] == path_parts(where)
            if is_below and places and not any(parts[: len(place)] == place for place in places):
                where = ", ".join("/".join(place) or "." for place in places)
                return f"{name} looks only into {where} ({settings}): this was left alone."
        return ""

    def reasons(self, page):
        """Why a page is not for everybody by where it stands. Exports of ours have a uid."""
        path, top = page.file, Path(page.report.folder).resolve().name
        parts, own = path_parts(label(path)), {plain(key) for key, value in page.mapping.items() if value}
        hidden = (why(line) for *rule, why in self.hidden if (line := hiding_line(rule, parts, own)))
        yield from dict.fromkeys(hidden)
        for part in path.parts[:-1]:
            if is_for_drafts(part) or (part.startswith("_") and part.lower() not in self.shown):
                yield f"in the folder {part}"
        if is_for_drafts(top):
            yield f"in the folder {top}"
        if ".draft." in path.name.lower():
            yield "a file name with .draft in it"
        if path.name.startswith("_") and path.stem.lower() != "_index" and not page.text("uid"):
            yield "a file name that begins with _"
        yield from self.unbuilt(path)

    def unbuilt(self, path):
        """Why Jekyll or Hugo make no page of a file: posts have a date in their name, and a bundle is one page."""
        programs = {name for name, where in self.sources if label(path).startswith(where)}
        is_post = "Jekyll" in programs and "Hexo" not in programs and path.parent.name == "_posts"
        if is_post and not DATED_NAME.fullmatch(path.stem):
            yield "in _posts without a date in its name"
        bundles = [folder / "index.md" for folder in path.parents if folder / "index.md" in self.paths]
        if "Hugo" in programs and bundles and not is_index(path):
            yield f"a part of {label(bundles[0])}"


def hiding_line(rule, parts, own):
    """The line of what hides a path, given as parts; 0 where nothing does, or the page speaks for itself."""
    folder, bases, setting = rule
    if parts[: len(folder)] != folder or (setting.keys and setting.keys <= own):
        return 0
    if bases is None:
        bases = [parts[:length] for length in range(len(folder), len(parts))]
    found = (setting.find(parts[len(base) :]) for base in bases if parts[: len(base)] == base)
    return next(filter(None, found), 0)


def named_folders(settings, keys, usual):
    """The folders that settings name under these keys, also for one language or in modules; None: not understood.

    A language that names none has the usual one.
    """
    for key, item in settings.items():
        inner = item if isinstance(item, Items) else [item]
        if key in ("languages", "module", "mounts"):
            for mapping in filter(lambda value: isinstance(value, Mapping) and holds_pages(value), inner):
                for name, value in mapping.items():
                    found = [*named_folders({plain(name) if plain(name) in keys else "mounts": value}, keys, usual)]
                    yield from found or ([usual] if key == "languages" and keys.isdisjoint(settings) else [])
        elif key in keys:
            yield from (value if isinstance(value, Text) else None for value in inner)


def holds_pages(mount):
    """Whether Hugo takes pages from a folder that it mounts: its pictures and styles have other targets."""
    target = next((value for key, value in mount.items() if plain(key) == "target"), "content")
    return target.strip("/").partition("/")[0] == "content"


def within_languages(path, settings):
    """What a file of Hugo says of its languages, or of the one in its name, as if it stood in the file of the site."""
    line, language = 1, path.stem.partition(".")[2]
    for key in [language, "languages"] if language else ["languages"]:
        inner, settings = settings, Mapping(line)
        settings[key], settings.lines[key] = inner, line
    return settings


def is_for_drafts(folder):
    return folder.lower().removeprefix("_") in {"draft", "drafts", "unpublished"}
