"""What the settings of static-site generators say of a folder: which of its pages are not for everybody.

``GENERATORS`` is the table: whose settings stand in which files, and what of them leaves out pages. Every value becomes
patterns as ``.gitignore`` has them. What cannot be understood, such as one that code works out, hides all it may mean.
"""

import re
from dataclasses import dataclass
from functools import partial

from hub.content.path_patterns import find_pattern
from hub.content.visibility import is_hiding, may_hide, plain, said
from hub.content.yaml_text import Items, Mapping, Text


@dataclass(frozen=True)
class Setting:
    """``find`` tells the line of what hides a path, given in parts; 0: nothing. A page that has all of ``keys`` itself
    speaks for itself."""

    find: object
    keys: frozenset = frozenset()


@dataclass(frozen=True)
class Generator:
    """``files`` are the paths of its settings, and ``readers`` make a Setting of the value of each key.

    It takes its pages from the folders that ``folders`` name, or the ``usual`` one; without a ``sign``, one of these
    keys, the file may be somebody else's and nothing stands beside them.
    """

    name: str
    files: str
    readers: dict
    folders: tuple = ()
    usual: str = ""
    sign: frozenset = frozenset()


def texts_in(value):
    """The texts of a list, or of one text. Raises ValueError for what is neither."""
    items = Items([value], value.line) if isinstance(value, Text) else value
    if not isinstance(items, Items) or not all(isinstance(item, Text) for item in items):
        raise ValueError
    return [item for item in items if item.strip("/ ")]


def listed(before, value, settings):
    """Patterns of a list, each of a path from the top (/) or from anywhere (**/)."""
    return Setting(partial(find_pattern, [Text(before + text.strip("/"), text.line) for text in texts_in(value)]))


at_the_top, anywhere = partial(listed, "/"), partial(listed, "**/")


def negated(value, settings):
    """What a list of patterns takes away again, as those of Astro do with a “!”."""
    taken = [Text(text[1:], text.line) for text in texts_in(value) if text.startswith("!")]
    return at_the_top(Items(taken, value.line), settings)


def ignored(value, settings):
    """The lines of a text that is written like a .gitignore."""
    (text,) = texts_in(value) or [Text("", 0)]
    rows = enumerate(text.split("\n"), text.line + ("\n" in text))
    return Setting(partial(find_pattern, [Text(row.strip(), line) for line, row in rows if row[:1] != "#"]))


def only(value, settings):
    """What is outside the folders of Pelican’s articles and pages."""
    pages = settings.get("pagepaths", Items([Text("pages", 0)], 0))
    shown = listed("/", Items(texts_in(value) + texts_in(pages), value.line), settings)
    return Setting(lambda parts: 0 if not texts_in(value) or shown.find(parts) else value.line)


def expressions(value, settings):
    """Regular expressions of Hugo that take no time to speak of: those with one repetition at most."""
    found = [(text, re.compile(re.sub(r"^(?:\.\*)+|(?:\.\*)+$", "", text))) for text in texts_in(value)]
    if any(len(re.findall(r"(?<!\\)[*+{(]", rule.pattern)) > 1 for _, rule in found):
        raise ValueError
    return Setting(lambda parts: next((text.line or 1 for text, rule in found if rule.search("/".join(parts))), 0))


def languages_left_out(value, settings):
    """The pages in languages that Hugo does not publish: a list of them, or what it says of each."""
    told = settings.get("languages") or Mapping(0)
    if isinstance(value, Mapping):
        value = Items([Text(name, value.lines.get(name, 1)) for name, item in value.items() if is_disabled(item)], 1)
    found = []
    for name in texts_in(value):
        of_it = {plain(key): item for key, item in told.get(name, {}).items()}
        found += [Text(path, name.line) for path in (f"*.{name}.*", of_it.get("contentdir")) if path]
    return Setting(partial(find_pattern, found))


def is_disabled(language):
    return any(plain(key) == "disabled" and item != "false" for key, item in language.items())


def left_out_of_mounts(value, settings):
    """What a module of Hugo leaves out of the folders that it mounts."""
    left_out = []
    for mount in value.get("mounts", ()) if isinstance(value, Mapping) else value:
        if {"includefiles", "files"} & {*map(plain, mount)}:
            raise ValueError
        patterns = texts_in(next((item for key, item in mount.items() if plain(key) == "excludefiles"), Items([], 0)))
        left_out += [Text(f"/{mount['source']}/{text.strip('/')}", text.line) for text in patterns]
    return Setting(partial(find_pattern, left_out))


def scoped(value, settings):
    """What Jekyll and Hugo say of all pages below a path."""
    found, keys = [], set()
    for item in value if isinstance(value, Items) else [value]:
        scope = next((item[key] for key in ("scope", "target", "_target") if key in item), Mapping(0))
        hiding = [name for name, inner in said(without_scope(item)) if may_hide(name, inner)]
        path = scope.get("path", "").strip("/")
        if hiding:
            keys |= {plain(name.removeprefix("values.")) for name in hiding}
            found += (
                [Text(f"/{path}{suffix}", item.line or 1) for suffix in ("", ".*")] if path else [Text("**", item.line)]
            )
    return Setting(partial(find_pattern, found), frozenset(keys))


def without_scope(mapping):
    rest = Mapping(mapping.line)
    rest.update((key, item) for key, item in mapping.items() if key not in ("scope", "target", "_target"))
    return rest


def metadata(value, settings):
    """What Pelican takes for said by every page that does not say it itself."""
    found = [key for key, item in value.items() if is_hiding(key, item) and may_hide(key, item)]
    return Setting(lambda parts: value.line if found else 0, frozenset(map(plain, found)))


def within(key, reader, value, settings):
    return reader(value.get(key, Items([], 0)), settings)


SCRIPT = r"\.[cm]?[jt]s"
CONFIG = r"_config[\w.-]*\.(?:ya?ml|toml)"
HEXO = frozenset({"sourcedir", "publicdir", "skiprender", "newpostname"})
HUGO = frozenset(
    {"baseurl", "contentdir", "languagecode", "defaultcontentlanguage", "publishdir", "module", "languages"}
)
HUGO_READERS = {
    "ignoreFiles": expressions,
    "ignored_content": anywhere,
    "cascade": scoped,
    "module": left_out_of_mounts,
    "mounts": left_out_of_mounts,
    "languages": languages_left_out,
    "disableLanguages": languages_left_out,
}
PELICAN_READERS = {
    "ARTICLE_EXCLUDES": at_the_top,
    "PAGE_EXCLUDES": at_the_top,
    "IGNORE_FILES": anywhere,
    "DEFAULT_METADATA": metadata,
    "ARTICLE_PATHS": only,
}
MKDOCS_READERS = dict.fromkeys(("exclude_docs", "draft_docs", "not_in_nav"), ignored)
HUGO_FILES = r"(?:config/(?:_default|production|staging|development)/[\w.-]+|hugo|config)\.(?:toml|ya?ml|json)"
GENERATORS = [
    Generator("MkDocs", r"mkdocs[\w.-]*\.ya?ml", MKDOCS_READERS, ("docs_dir",), "docs"),
    Generator("Hugo", HUGO_FILES, HUGO_READERS, ("contentDir", "source"), "content", HUGO),
    Generator("Pelican", r"(?:pelican|publish)conf\.py", PELICAN_READERS, ("PATH",)),
    Generator("Sphinx", r"conf\.py", {"exclude_patterns": at_the_top}),
    Generator("Hexo", CONFIG, {"ignore": at_the_top}, ("source_dir",), "source", HEXO),
    Generator("Jekyll", CONFIG, {"exclude": at_the_top, "defaults": scoped}, ("source",)),
    Generator("Jupyter Book", CONFIG, {"exclude_patterns": at_the_top}),
    Generator("MyST", r"myst\.ya?ml", {"project": partial(within, "exclude", at_the_top)}),
    Generator("VitePress", rf"\.vitepress/config{SCRIPT}", {"srcExclude": at_the_top}, ("srcDir",)),
    Generator("Docusaurus", rf"docusaurus\.config{SCRIPT}", {"exclude": anywhere}),
    Generator("Quartz", rf"quartz\.config{SCRIPT}", {"ignorePatterns": anywhere}),
    Generator("Astro", rf"content[./]config{SCRIPT}", {"exclude": anywhere, "pattern": negated}),
    Generator("Gatsby", rf"gatsby-config{SCRIPT}", {"ignore": anywhere}),
    Generator("Eleventy", rf"(?:eleventy\.config|\.eleventy){SCRIPT}", {"ignores.add": at_the_top}, ("input",)),
    Generator("Eleventy", r"\.eleventyignore", {"": ignored}),
    Generator("Git", r"\.gitignore", {"": ignored}),
]
FILES = re.compile(rf"(?P<folder>(?:.*?/)??)(?P<file>{'|'.join(generator.files for generator in GENERATORS)})")


def settings_file(path):
    """Which file of settings a path is, if it is one: its ``folder`` is where what it says begins."""
    return FILES.fullmatch(path)
