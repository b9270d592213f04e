"""The Dockerfile read, its build context made, and its steps run in folders instead of in an image."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
FOLDERS = ("venv", "tmp", "app", "data")  # those of the image that its steps name


def instructions():
    """Each instruction of the Dockerfile with its argument, on one line."""
    text = re.sub(r"^\s*#.*\n", "", (ROOT / "Dockerfile").read_text(), flags=re.MULTILINE)
    lines = re.sub(r"\\\n\s*", "", text).splitlines()
    return [tuple(line.split(maxsplit=1)) for line in lines if line.strip()]


def variables(argument):
    return dict(pair.split("=", 1) for pair in shlex.split(argument))


def fixed_by_the_image():
    return {name for instruction, argument in instructions() if instruction == "ENV" for name in variables(argument)}


def pattern_of(line):
    """A line of .dockerignore as an expression: * stays within a folder, ** goes through any number of them."""
    parts = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return re.compile(
        "".join(parts.get(part) or re.escape(part) for part in re.findall(r"\*\*/|\*\*|.", line.strip("/")))
    )


def make_context(folder):
    """What an engine would see: the files that .dockerignore leaves in, of whose lines the last that fits decides."""
    lines = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if line and not line.startswith("#")]
    rules = [(pattern_of(line.removeprefix("!")), line.startswith("!")) for line in lines]
    let_in = [line[1:].strip("/") for line in lines if line.startswith("!")]

    def is_in(path):
        verdict = True
        for pattern, lets_in in rules:
            if any(pattern.fullmatch(str(one)) for one in (path, *path.parents)):
                verdict = lets_in
        return verdict

    def left_out(directory, names):
        for name in names:
            path = (Path(directory) / name).relative_to(ROOT)
            if not is_in(path) and not any(Path(one).is_relative_to(path) for one in let_in):
                yield name

    shutil.copytree(ROOT, folder, ignore=lambda directory, names: set(left_out(directory, names)))
    return folder


@dataclass
class Stage:
    """One stage of the Dockerfile: a folder that stands for /, and what its instructions have said so far."""

    root: Path
    folder: str = "/"
    user: str = "root"
    environment: dict = field(default_factory=dict)
    users: set = field(default_factory=set)
    commands: dict = field(default_factory=dict)

    def place(self, text):
        """The text with the image's folders put below the root of this stage."""
        return re.sub(rf"(?<![\w./-])/(?=(?:{'|'.join(FOLDERS)})\b)", f"{self.root}/", text)

    def run(self, command, **options):
        path = f"{self.root}/venv/bin:{self.root.parent}:{os.environ['PATH']}"
        environment = {
            "PATH": path,
            **{name: self.place(text) for name, text in self.environment.items() if name != "PATH"},
        }
        environment |= {name: os.environ[name] for name in ("HOME", "LD_LIBRARY_PATH") if name in os.environ}
        environment |= {"PYTHONDONTWRITEBYTECODE": "1"} | options.pop("environment", {})
        cwd = Path(self.place(self.folder))
        return subprocess.Popen([self.place(word) for word in command], cwd=cwd, env=environment, **options)


class Build:
    """The steps of the Dockerfile, as far as they need no image: each COPY and RUN in the folder of its stage.

    ``install`` is called with the stage and the command of each RUN of pip, and ``base`` is the folder of all stages.
    """

    def __init__(self, context, base, install):
        self.context, self.base, self.install = context, base, install
        self.stages = {}
        (base / "python").write_text(f'#!/bin/sh\nexec {sys._base_executable} "$@"\n')  # as the image of FROM has it
        (base / "python").chmod(0o755)
        for instruction, argument in instructions():
            getattr(self, f"do_{instruction.lower()}")(argument)

    def do_from(self, argument):
        name = argument.partition(" AS ")[2] or "site"
        self.stage = self.stages[name] = Stage(self.base / name)
        for folder in FOLDERS:
            (self.stage.root / folder).mkdir(parents=True)

    def do_env(self, argument):
        self.stage.environment |= variables(argument)

    def do_workdir(self, argument):
        self.stage.folder = argument

    def do_user(self, argument):
        assert argument in self.stage.users
        self.stage.user = argument

    def do_volume(self, argument):
        assert Path(self.stage.place(argument)).is_dir()

    def do_expose(self, argument):
        assert argument == self.stage.environment["PORT"]

    def do_cmd(self, argument):
        self.stage.commands["CMD"] = json.loads(argument)

    def do_healthcheck(self, argument):
        self.stage.commands["HEALTHCHECK"] = json.loads(argument.partition(" CMD ")[2])

    def do_copy(self, argument):
        *options, source, target = shlex.split(argument)
        stage = [option.removeprefix("--from=") for option in options]
        copied = Path(self.stages[stage[0]].root, source.strip("/")) if stage else self.context / source
        place = Path(self.stage.place(target if target != "." else self.stage.folder))
        if copied.is_dir():
            shutil.copytree(copied, place, dirs_exist_ok=True, symlinks=True, copy_function=os.link)
        else:
            shutil.copy(copied, place)

    def do_run(self, argument):
        if made := re.match(r"useradd .*?(\S+) && install --directory .* (/\S+)$", argument):
            self.stage.users.add(made[1])
            assert made[2] == self.stage.environment["DATA_DIR"]
        elif "pip install" in argument:
            self.install(self.stage, argument)
        else:
            assert self.stage.run(["sh", "-c", argument]).wait(timeout=120) == 0, argument
