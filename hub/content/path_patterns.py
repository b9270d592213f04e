"""Patterns of paths, as .gitignore has them. Where another program means less by one, more is hidden."""

import re
from fnmatch import fnmatchcase
from unicodedata import normalize

# “{a,b}” and “!(a|b)”: only some shells know them, and here they stand for anything.
ALTERNATIVES = re.compile(r"[!?*+@]\([^()]*\)|\{[^{}]*\}")


def path_parts(path):
    """A path as parts that can be compared, however accents and capitals are written."""
    return [part for part in normalize("NFC", path).lower().split("/") if part not in ("", ".")]


def find_pattern(patterns, path):
    """The line of the pattern that hides a path, given as parts; 0 where none does, or a later one takes it out."""
    line = 0
    for pattern in filter(None, patterns):
        shown, text = pattern.startswith("!"), pattern.lstrip("!")
        parts = path_parts(ALTERNATIVES.sub("*", text).replace("[^", "[!"))
        parts = parts if "/" in text.strip().rstrip("/") else ["**", *parts]
        if fits(parts, path) or (not shown and fnmatchcase("/".join(path), "/".join(parts))):
            line = 0 if shown else pattern.line or 1
    return line


def fits(pattern, path):
    """Whether a pattern means a path, or a folder that it is in; ** stands for any number of parts."""
    while pattern[-1:] == ["**"]:
        pattern = pattern[:-1]
    reached = {0}
    for part in path:
        for at, wanted in enumerate(pattern):
            if at in reached and wanted == "**":
                reached.add(at + 1)
        reached = {
            at + (wanted != "**")
            for at, wanted in enumerate(pattern)
            if at in reached and (wanted == "**" or fnmatchcase(part, wanted))
        }
        if len(pattern) in reached:
            return True
    return not pattern
