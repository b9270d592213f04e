"""The rooms of the house: who may know whom, what they are called, and what each says of itself."""

import ast
import re
import statistics
from itertools import chain

import pytest

from tests.test_architecture import APPS, ROOT, may_use, own_modules, relative


def module_name(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def product_modules():
    """The syntax trees of the three apps, by the dotted name of the module."""
    return {module_name(path): (path, tree) for path, tree in own_modules() if relative(path).startswith(APPS)}


def imported_modules(path, tree, modules):
    """The modules of ours that one imports, inside functions too."""
    package = module_name(path).split(".") if path.name == "__init__.py" else module_name(path).split(".")[:-1]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in modules)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            source = ".".join([*above, *filter(None, [node.module])])
            for alias in node.names:
                yield f"{source}.{alias.name}" if f"{source}.{alias.name}" in modules else source


def circles(graph):
    """The modules that import each other, as sorted lists: those from which a way leads back to themselves."""

    def reached(start):
        found, ahead = set(), [start]
        while ahead:
            new = graph.get(ahead.pop(), set()) - found
            found |= new
            ahead += new
        return found

    reach = {name: reached(name) for name in graph}
    return sorted({tuple(sorted(n for n in reach[name] if name in reach.get(n, ()))) for name in graph} - {()})


def test_no_modules_import_each_other_in_a_circle():
    modules = product_modules()
    graph = {name: set(imported_modules(*module, modules)) - {name} for name, module in modules.items()}
    assert len(graph) > 100
    assert circles(graph) == []


def test_a_circle_would_be_seen():
    graph = {"a": {"b"}, "b": {"c"}, "c": {"a", "d"}, "d": set()}
    assert circles(graph) == [("a", "b", "c")]
    path, code = (
        ROOT / "articles/history/trash.py",
        "def f():\n    from . import diffs\n    from ..models import Article",
    )
    modules = {"articles.history.diffs", "articles.models"}
    assert sorted(imported_modules(path, ast.parse(code), modules)) == sorted(modules)


# Names that Django gives a meaning, or that say the same of every model: the place tells the rest.
CONVENTIONS = {"Command", "Migration", "Meta", "Media", "Config"}
MOST_DOUBLE_NAMES = 15


def test_few_names_are_defined_twice():
    defined = {}
    for name, (_, tree) in product_modules().items():
        for node in tree.body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                defined.setdefault(node.name, set()).add(name)
    double = {name: sorted(places) for name, places in defined.items() if len(places) > 1 and name not in CONVENTIONS}
    assert len(double) <= MOST_DOUBLE_NAMES, double


def is_documented(node):
    kinds = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    return isinstance(node, kinds) and ast.get_docstring(node, clean=False) is not None


def named_above(user, path, tree):
    """What a module says in strings of the apps above its own: labels, permissions, modules, templates, addresses."""
    above = "|".join(app for app in APPS if not may_use(user, app))
    pattern = re.compile(rf"\b(?:{above})(?:[._/][a-z]|$)") if above else re.compile(r"(?!)")
    documents = {id(node.body[0].value) for node in ast.walk(tree) if is_documented(node)} if above else set()
    for node in ast.walk(tree):
        text = getattr(node, "value", None)
        if isinstance(node, ast.Constant) and isinstance(text, str) and id(node) not in documents:
            yield from (f"{relative(path)}:{node.lineno}: {found}" for found in pattern.findall(text))


@pytest.mark.parametrize("user", ["articles", "comparisons"])
def test_no_string_names_what_stands_above(user):
    modules = ((path, tree) for path, tree in own_modules() if relative(path).startswith(f"{user}/"))
    assert list(chain.from_iterable(named_above(user, path, tree) for path, tree in modules)) == []


def test_a_string_against_the_arrow_would_be_seen():
    code = 'def f(user):\n    """As comparisons.models."""\n    return user.may("comparisons.add_fact") or "hub/x.html"'
    found = set(named_above("articles", ROOT / "articles/views.py", ast.parse(code)))
    assert found == {"articles/views.py:3: comparisons.a", "articles/views.py:3: hub/x"}


@pytest.mark.parametrize("app", APPS)
def test_every_room_says_what_it_holds(app):
    rooms = [path for path, _ in own_modules() if path.name == "__init__.py" and is_room(path, app)]
    assert rooms
    assert [relative(path) for path in rooms if not ast.get_docstring(ast.parse(path.read_text()))] == []


def is_room(path, app):
    """Whether a package is one of ours; Django says what stands in the others."""
    folder = path.parent.relative_to(ROOT / app).as_posix() if path.is_relative_to(ROOT / app) else "."
    return folder != "." and folder.partition("/")[0] not in {
        "management",
        "migrations",
        "models",
        "templatetags",
        "admin",
    }


def test_functions_are_short_mostly():
    lengths = [
        node.end_lineno - node.lineno + 1
        for _, tree in product_modules().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert statistics.median(lengths) <= 5
