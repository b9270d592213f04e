"""What CONTRIBUTING.md says about the shape of the code, checked."""

import ast
import os
import re
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
APPS = ("articles", "comparisons", "hub")  # each may use itself and those before it
TEMPLATES = ROOT / "templates"
# The feeds are the hub's; what stands at the top, and what changes the admin, is for everyone.
TEMPLATE_FOLDERS = {"articles": "articles", "comparisons": "comparisons", "hub": "hub", "feeds": "hub"}

SKIPPED = {".venv", ".venv-bench", "var", ".git", "node_modules"}
SKIPPED |= {"__pycache__", ".ruff_cache", ".pytest_cache", ".hypothesis"}
LONGEST_FILE = 300
LONGEST_FUNCTION = 40

# JSON-LD is a block of data, which no browser runs.
INLINE = re.compile(
    r"<script(?! type=\"application/ld\+json\">|[^>]*\bsrc=)|<style\b|<[a-z][^>]*\s(?:style|on[a-z]+)=", re.IGNORECASE
)
LINKED = re.compile(r"""{%-?\s*(?:extends|include)\s+["']([^"']+)["']""")
LOADED = re.compile(r"{%\s*load\s+([^%]+?)\s*%}")


def files(*suffixes, under=ROOT):
    for folder, folders, names in os.walk(under):
        folders[:] = [name for name in folders if name not in SKIPPED]
        yield from (Path(folder, name) for name in names if name.endswith(suffixes or ""))


def relative(path):
    return path.relative_to(ROOT).as_posix()


@cache
def own_modules():
    """Python files of the project with their syntax trees, migrations left out: Django writes those."""
    return [(path, ast.parse(path.read_text())) for path in files(".py") if "migrations" not in path.parts]


def may_use(user, used):
    """Whether an app may use another: imports run hub -> comparisons -> articles."""
    return used not in APPS or APPS.index(used) <= APPS.index(user)


def imported_apps(path, tree):
    """The apps, or other top-level packages, that a module imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module.partition(".")[0]
        elif isinstance(node, ast.ImportFrom):
            yield relative(path).partition("/")[0]


def tag_libraries():
    return {path.stem: app for app in APPS for path in files(".py", under=ROOT / app / "templatetags")}


def apps_used_by_template(text):
    """The apps whose templates and template tags a template names."""
    for name in LINKED.findall(text):
        yield TEMPLATE_FOLDERS.get(name.partition("/")[0])
    libraries = tag_libraries()
    for names in LOADED.findall(text):
        yield from (libraries.get(name) for name in names.partition(" from ")[2].split() or names.split())


def wrong_imports(user, path, tree):
    return [f"{relative(path)} imports {used}" for used in imported_apps(path, tree) if not may_use(user, used)]


@pytest.mark.parametrize("user", APPS)
def test_imports_run_from_hub_to_comparisons_to_articles(user):
    modules = [(path, ast.parse(path.read_text())) for path in files(".py", under=ROOT / user)]
    assert modules
    assert list(chain.from_iterable(wrong_imports(user, path, tree) for path, tree in modules)) == []


def test_an_import_against_the_arrow_would_be_seen():
    code = "def late():\n    from comparisons.models import Fact\n    import hub.feeds.views"
    wrong = wrong_imports("articles", ROOT / "articles/views.py", ast.parse(code))
    assert wrong == ["articles/views.py imports comparisons", "articles/views.py imports hub"]


@pytest.mark.parametrize("folder", TEMPLATE_FOLDERS)
def test_templates_follow_the_same_arrow(folder):
    user = TEMPLATE_FOLDERS[folder]
    wrong = [
        f"{relative(path)} uses {used}"
        for path in files(".html", ".txt", ".xml", under=TEMPLATES / folder)
        for used in apps_used_by_template(path.read_text())
        if not may_use(user, used)
    ]
    assert wrong == []


def test_a_template_against_the_arrow_would_be_seen():
    text = '{% load static stored %}{% include "comparisons/_table.html" %}{% extends "base.html" %}'
    assert list(apps_used_by_template(text)) == ["comparisons", None, None, "articles"]


def test_every_template_folder_has_its_place():
    folders = {path.name for path in TEMPLATES.iterdir() if path.is_dir()}
    assert folders - {"admin", *TEMPLATE_FOLDERS} == set()


def test_no_module_is_named_after_nothing():
    names = {part for path, _ in own_modules() for part in path.relative_to(ROOT).with_suffix("").parts}
    assert names & {"core", "common", "util", "utils", "helper", "helpers", "service", "services", "misc"} == set()


def inline_code(text):
    """Script or style within HTML, in a template or in a string of a module. The policy of the site would block it."""
    return INLINE.findall(re.sub(r"{%.*?%}", "", text))


def test_no_page_has_inline_script_or_style():
    modules = (path for path, _ in own_modules() if relative(path).startswith(APPS))
    paths = [*files(".html", under=TEMPLATES), *modules]
    assert [relative(path) for path in paths if inline_code(path.read_text())] == []


@pytest.mark.parametrize(
    "html", ["<script>", '<style media="print">', '<p class="a" style="width: {{ w }}">', "<a\n  onclick='x()'>"]
)
def test_inline_code_would_be_seen(html):
    assert inline_code(html)


def test_html_is_taken_as_safe_in_one_place_only():
    calls = {relative(path) for path, tree in own_modules() if marks_safe(tree)}
    assert calls == {"articles/templatetags/stored.py"}
    filters = [
        relative(path) for path in files(under=TEMPLATES) if re.search(r"\|\s*safe\b|autoescape off", path.read_text())
    ]
    assert filters == []


def marks_safe(tree):
    """Whether code calls what takes a text as safe HTML without escaping it. (``format_html`` escapes.)"""
    called = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return any(getattr(func, "id", getattr(func, "attr", "")) in {"mark_safe", "SafeString"} for func in called)


def test_files_and_functions_stay_short():
    long = [
        f"{relative(path)}: {lines} lines" for path, _ in own_modules() if (lines := count_lines(path)) > LONGEST_FILE
    ]
    for path, tree in own_modules():
        functions = (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))
        long += [
            f"{relative(path)}: {function.name} has {length} lines"
            for function in functions
            if (length := function.end_lineno - function.lineno + 1) > LONGEST_FUNCTION
        ]
    assert long == []


def count_lines(path):
    return len(path.read_text().splitlines())


def test_the_repository_names_no_package_registry():
    """Where packages come from is the business of the machine that installs them."""
    hosts = [name + "." + domain for name, domain in (("py" + "pi", "org"), ("python" + "hosted", "org"))]
    wrong = [relative(path) for path in files() if any(host in read_text(path) for host in hosts)]
    assert wrong == []
    assert not (ROOT / ("uv" + ".lock")).exists()


def read_text(path):
    return path.read_text(errors="ignore") if path.is_file() else ""


def pins(name):
    """The pinned requirements of a file, each with its hashes."""
    return re.split(r"\n(?=[a-z])", (ROOT / "requirements" / f"{name}.txt").read_text())


@pytest.mark.parametrize("name", ["base", "dev"])
def test_every_requirement_is_pinned_by_its_hash(name):
    assert len(pins(name)) > 15
    assert [entry.splitlines()[0] for entry in pins(name) if "==" not in entry or "--hash=sha256:" not in entry] == []


def test_what_is_tested_is_what_is_served():
    served, tested = ({entry.splitlines()[0] for entry in pins(name)} for name in ("base", "dev"))
    assert served - tested == set()
