"""The settings of other programs, read as text and never run: what is not written out in them is None."""

import ast
import json
import re
from contextlib import suppress

import yaml

from hub.content.front_matter import READERS, as_texts, line_at
from hub.content.visibility import plain
from hub.content.yaml_text import ContentError, Items, Mapping, Text, convert

MAX_NODES = 10_000
LITERAL = r"""(?:"[^"\\\n]*+"|'[^'\\\n]*+'|`[^`\\$]*+`)"""
WRITTEN_OUT = re.compile(rf"\s*+(?P<value>{LITERAL}|\[(?:\s*+{LITERAL}\s*+,?)*+\s*+\])[ \t]*+(?=[,;)}}\n]|\Z)")
REMARKS = re.compile(r"^[ \t]*//.*|/\*[\s\S]*?\*/", re.MULTILINE)


def read_settings(path, text, keys=()):
    """The values of the settings in a file by their plain key. Raises ContentError where nothing can be said of them.

    Of a script only these ``keys`` are looked for.
    """
    kind = path.suffix.lower().lstrip(".").replace("yml", "yaml")
    if path.name.endswith("ignore"):
        settings = Mapping(1)
        settings[""] = Text(f"{text}\n", 0)
    elif kind in ("yaml", "py"):
        settings = (read_loose_yaml if kind == "yaml" else read_python)(text)
    else:
        settings = READERS[kind](text, 1) if kind in READERS else read_script(text, keys)
    found = Mapping(1)
    for key, value in settings.items() if isinstance(settings, Mapping) else ():
        found[plain(key)], found.lines[plain(key)] = value, settings.lines.get(key, 1)
    return found


def read_loose_yaml(text):
    """The values of a mapping in YAML; anchors and tags of other programs may stand in it."""
    mapping = Mapping(1)
    try:
        node = yaml.compose(text, yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        raise ContentError("This is not valid YAML.", mark.line + 1 if mark else 1) from None
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        name = str(key.value)
        is_first = name not in mapping
        mapping.lines[name], mapping[name] = key.start_mark.line + 1, None
        with suppress(ContentError, RecursionError):
            check_plain(value, [])
            mapping[name] = convert(value, 1) if is_first else None
    return mapping


def check_plain(node, seen):
    """Raise ContentError where a value has tags of another program, or grows by its aliases."""
    seen.append(node)
    if not node.tag.startswith("tag:yaml.org,2002:") or len(seen) > MAX_NODES:
        raise ContentError("This is not written out.")
    for inner in node.value if not isinstance(node, yaml.ScalarNode) else ():
        for part in inner if isinstance(inner, tuple) else (inner,):
            check_plain(part, seen)


def read_python(text):
    """The names of a script of Python: those with one value, outside of any block, and no other use have it."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise ContentError("This is not valid Python.", getattr(error, "lineno", 1) or 1) from None
    given = [(target, node.value) for node in tree.body if isinstance(node, ast.Assign) for target in node.targets]
    values, mapping = {target: value for target, value in given if isinstance(target, ast.Name)}, Mapping(1)
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.names[0].name == "*" and node.module != "pelicanconf":
            raise ContentError(f"This takes settings from {node.module or '.'}, which is not read.", node.lineno)
        if isinstance(node, ast.Name) and node.id in {"globals", "locals", "vars", "exec", "eval", "setattr"}:
            raise ContentError("This works settings out, and is not run.", node.lineno)
        if isinstance(node, ast.Name):
            is_clear = node in values and node.id not in mapping
            mapping[node.id] = written_out(values[node], node.lineno) if is_clear else None
            mapping.lines.setdefault(node.id, node.lineno)
    return mapping


def written_out(node, line):
    with suppress(ValueError, TypeError, RecursionError, MemoryError):
        return as_texts(json.loads(json.dumps(ast.literal_eval(node), default=list)), {}, line)
    return None


def read_script(text, keys):
    """What a script in JavaScript says under these keys: a text, or a list of texts."""
    mapping, text = Mapping(1), REMARKS.sub(lambda remark: "\n" * remark[0].count("\n"), text)
    for key in keys:
        for found in re.finditer(rf"(?<![\w$]){re.escape(key)}[\"']?\s*[:(=]", text):
            written, line = WRITTEN_OUT.match(text, found.end()), line_at(text, found.start())
            mapping.lines.setdefault(key, line)
            before = mapping.setdefault(key, Items([], line))
            texts = re.findall(LITERAL, written["value"]) if written else []
            mapping[key] = None if before is None or not written else Items(before, line)
            if mapping[key] is not None:
                mapping[key] += [Text(item[1:-1], line) for item in texts]
    return mapping
