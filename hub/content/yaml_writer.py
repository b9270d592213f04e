"""YAML as an export writes it: one key a line, blocks for Markdown, quotes where a reader would see another type."""

import datetime
import re

import yaml

# What a literal block cannot hold, or what readers of YAML take for a line end of their own.
AWKWARD = re.compile(r"\A[ \n]| $|\n\n\Z|[\t\r\x85\u2028\u2029\ufeff]", re.MULTILINE)
# What is a truth value or a number to YAML 1.2, or to other readers of 1.1, but not to PyYAML.
TYPED_ELSEWHERE = re.compile(r"[yYnN]|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|0o[0-7]+")


class Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data):
        return True


def represent_text(dumper, text):
    style = '"' if AWKWARD.search(text) else "|" if "\n" in text else None
    if style is None and TYPED_ELSEWHERE.fullmatch(text):
        style = "'"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def represent_moment(dumper, moment):
    """A moment in UTC, as a date where it is midnight."""
    moment = moment.astimezone(datetime.UTC).replace(tzinfo=None)
    text = f"{moment.isoformat()}Z" if moment.time() != datetime.time() else moment.date().isoformat()
    return dumper.represent_scalar("tag:yaml.org,2002:timestamp", text)


Dumper.add_representer(str, represent_text)
Dumper.add_representer(datetime.datetime, represent_moment)


def write_yaml(value):
    return yaml.dump(
        value, Dumper=Dumper, sort_keys=False, default_flow_style=False, allow_unicode=True, width=float("inf")
    )
