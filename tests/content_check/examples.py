"""The code blocks of a page, and the program beside them that shows that they work as they are printed.

A comment below one or more blocks, which no reader sees, names the packages and uses the code::

    <!-- check fastapi==0.165.0 httpx==0.28.1
    from fastapi.testclient import TestClient
    from app import app
    assert TestClient(app).get("/").status_code == 200
    -->

Each block above it is a file by the name in its first line (``# app.py``); one without, up to the comment before, is
``block.py``. A later block of the same name takes its place.
``<!-- unchecked: needs nginx -->`` says why the one block above it is not run. Code without either is a fault.
"""

import json
import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError

from comparisons.proofs.environments import NotRunnable, find_runtime, make_environment
from comparisons.proofs.sandbox import run_script
from comparisons.script_headers import RUNTIMES, read_packages

LANGUAGES = {"python": "py", "py": "py", "js": "mjs", "javascript": "mjs", "mjs": "mjs"}
NOT_RUN = {"", "text", "console", "http", "json", "yaml", "toml", "ini", "html", "css", "jinja", "django"}
PART = re.compile(
    r"^(?P<indent> *)```(?P<language>\w*)[^\n]*\n(?P<code>.*?)^ *```[ \t]*$"
    r"|^<!-- check (?P<packages>[^\n]*)\n(?P<program>.*?)^-->[ \t]*$"
    r"|^<!-- unchecked: (?P<reason>[^\n]*?) -->[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
UNNAMED = "block."
FILE_NAME = re.compile(r"(?:#|//|--|<!--) (?P<name>[\w./-]+\.\w+)\b")
# In the sandbox a script may write to /tmp only, and Node looks for packages beside a file.
WRITE_FILES = {
    "py": (
        "import pathlib, sys, traceback\nsys.path.insert(0, '/tmp')\n"
        "for name, text in {files}.items():\n"
        "    path = pathlib.Path('/tmp', name)\n"
        "    path.parent.mkdir(parents=True, exist_ok=True)\n"
        "    path.write_text(text)\n"
        "program = pathlib.Path('/tmp/check.py').read_text()\n"
        "try:\n"
        "    exec(compile(program, 'check.py', 'exec'), {{'__name__': 'check'}})\n"
        "except Exception as error:\n"
        "    frames = traceback.extract_tb(error.__traceback__)\n"
        "    lines = [frame.lineno for frame in frames if frame.filename == 'check.py']\n"
        "    where = program.splitlines()[lines[-1] - 1].strip() if lines else ''\n"
        "    sys.exit(f'{{type(error).__name__}}: {{error}} [{{where}}]')\n"
    ),
    "mjs": (
        "import {{ mkdirSync, symlinkSync, writeFileSync }} from 'node:fs'\nimport {{ dirname }} from 'node:path'\n"
        "symlinkSync('/proof/node_modules', '/tmp/node_modules')\n"
        "for (const [name, text] of Object.entries({files})) {{\n"
        "  mkdirSync(dirname(`/tmp/${{name}}`), {{ recursive: true }})\n  writeFileSync(`/tmp/${{name}}`, text)\n}}\n"
        "await import('/tmp/check.mjs')\nprocess.exit(0)\n"
    ),
}


@dataclass(frozen=True)
class Example:
    """Blocks of one page that belong together, by file name, and what shows that they work, or why nothing does."""

    path: str
    line: int
    language: str
    files: dict
    packages: str = ""
    program: str = ""
    reason: str = ""

    def run(self, *, offline=False):
        """What went wrong, in words; nothing where the program came to its end."""
        try:
            packages = read_packages(self.packages.split(), self.language)
            if not packages:
                return "The check names no package."
            runtime = find_runtime(RUNTIMES[self.language])
            environment = make_environment(runtime, packages, offline=offline)
        except ValidationError as error:
            return " ".join(error.messages)
        except NotRunnable as error:
            return str(error)
        files = {**self.files, f"check.{self.language}": self.program}
        script = WRITE_FILES[self.language].format(files=json.dumps(files))
        result = run_script(script, self.language, runtime, environment)
        return "" if result.outcome == "holds" else result.saw


def examples_of(path):
    """The examples of a Markdown file. Raises ValueError where a block of code has neither a check nor a reason."""
    text, blocks, named = path.read_text(), [], {}
    for found in PART.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        if found["code"] is not None:
            if found["language"] not in NOT_RUN:
                blocks.append((line, found["language"], found["code"]))
            continue
        if not blocks:
            raise ValueError(f"{path}:{line}: no block of code stands above this comment.")
        kept = blocks[:-1] if found["reason"] else []
        example = make_example(path, blocks[len(kept) :], found, named)
        named = {name: code for name, code in example.files.items() if not name.startswith(UNNAMED)}
        yield example
        blocks = kept
    if blocks:
        raise ValueError(f"{path}:{blocks[0][0]}: nothing says how this block is checked, or why not.")


def make_example(path, blocks, found, named):
    language = next((LANGUAGES[name] for _, name, _ in blocks if name in LANGUAGES), "py")
    files = {file_name(name, code): code for _, name, code in blocks}
    if len(files) < len(blocks):
        raise ValueError(f"{path}:{blocks[0][0]}: two blocks of one check have the same file name.")
    told = {key: found[key] or "" for key in ("packages", "program", "reason")}
    return Example(str(path), blocks[0][0], language, {**named, **files}, **told)


def file_name(language, code):
    """What a block is called in its first line, or else block.py, block.mjs and the like."""
    named = FILE_NAME.match(code)
    return str(PurePosixPath(named["name"])) if named else f"{UNNAMED}{LANGUAGES.get(language, language)}"
