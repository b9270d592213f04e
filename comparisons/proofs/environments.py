"""Environments of exact packages, made once and kept in DATA_DIR: by pip for Python, by npm for Node.

Nothing of a package runs while it is installed: wheels only, and no install scripts.
"""

import fcntl
import hashlib
import json
import platform
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

COMPLETE, LOCK = "complete", "lock"
MOST_SECONDS = 600
LONGEST_COMPLAINT = 180
failed = {}  # why, by folder: no second try of one that many proofs need


class NotRunnable(Exception):
    """A proof cannot be run here; the message says why."""


@dataclass(frozen=True)
class Runtime:
    """What runs scripts: its name and version, its program, and the folders or files that it consists of."""

    name: str
    version: str
    program: Path
    parts: tuple

    def __str__(self):
        return f"{self.name.title().replace('Node', 'Node.js')} {self.version}"

    def check(self, header):
        """Raise NotRunnable where a script wants a newer one."""
        found = tuple(map(int, self.version.split(".")))
        if found < header.oldest:
            raise NotRunnable(f"needs {self.name} {'.'.join(map(str, header.oldest))}; here is {self.version}")


@cache
def find_runtime(name):
    """The runtime of that name on this machine. Raises NotRunnable."""
    if name == "python":
        prefix = Path(sys.base_prefix).resolve()
        program = Path(sys._base_executable).resolve()
        return Runtime(name, platform.python_version(), program, (program, prefix / "lib"))
    program = shutil.which("node")
    if not program or not shutil.which("npm"):
        raise NotRunnable("Node.js and npm are not installed: apt-get install nodejs npm")
    program = Path(program).resolve()
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    return Runtime(name, version.strip().removeprefix("v"), program, (program,))


def environment_folder(runtime, packages):
    """Where the environment of these packages is kept."""
    key = json.dumps([runtime.name, runtime.version, str(runtime.program), [str(package) for package in packages]])
    digest = hashlib.sha256(key.encode()).hexdigest()[:16]
    return settings.DATA_DIR / "proofs" / f"{packages[0].key.rpartition('/')[2]}-{packages[0].version}-{digest}"


def make_environment(runtime, packages, *, offline=False):
    """The folder of an environment that has these packages, made where it is missing. Raises NotRunnable."""
    folder = environment_folder(runtime, packages)
    if (folder / COMPLETE).exists():
        return folder
    if offline:
        raise NotRunnable(f"{packages[0]} was not fetched before, and --offline fetches nothing")
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)  # in the sandbox, another user reads it
    with (folder / LOCK).open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if folder in failed:
            raise NotRunnable(failed[folder])
        if not (folder / COMPLETE).exists():
            fill(runtime, packages, folder)
    return folder


def fill(runtime, packages, folder):
    """Install packages into a folder that nobody else is at. Raises NotRunnable, and remembers that it did."""
    for path in folder.iterdir():
        if path.name != LOCK:
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    try:
        INSTALL[runtime.name](runtime, packages, folder)
    except NotRunnable as error:
        failed[folder] = str(error)
        raise
    (folder / COMPLETE).touch()


def install_wheels(runtime, packages, folder):
    call([runtime.program, "-m", "venv", "--without-pip", folder])
    pip = [sys.executable, "-m", "pip", "--python", folder / "bin" / "python", "--disable-pip-version-check"]
    call([*pip, "install", "--quiet", "--no-input", "--only-binary", ":all:", *map(str, packages)])


def install_modules(runtime, packages, folder):
    wanted = {package.name: package.version for package in packages}
    (folder / "package.json").write_text(json.dumps({"private": True, "dependencies": wanted}))
    call(["npm", "install", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])


INSTALL = {"python": install_wheels, "node": install_modules}


def call(command):
    """Run an installer. Raises NotRunnable with the one of its complaints that says what is wrong."""
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=MOST_SECONDS, umask=0o022, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotRunnable(f"{Path(command[0]).name}: {error}"[:LONGEST_COMPLAINT]) from None
    if done.returncode:
        lines = [line.strip() for line in (done.stderr or done.stdout).splitlines() if line.strip()]
        of_npm = [line for line in lines if line.startswith("npm error")][1:]  # below its code; it ends with a path
        of_npm.sort(key=lambda line: not line.startswith("npm error peer "))  # which names who wants what
        raise NotRunnable(f"not installed: {(of_npm or lines[-1:] or [''])[0]}"[:LONGEST_COMPLAINT])
