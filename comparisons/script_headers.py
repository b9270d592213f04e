"""The header of a proof’s script: a comment block of TOML (PEP 723) that says what to install and what must fail.

A script of Node has the same block behind ``//``, with ``requires-node`` and packages of npm.
"""

import re
import tomllib
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError

BLOCK = re.compile(r"(?m)^(?P<mark>#|//) /// script$\s(?P<content>(?:^(?:#|//)(?:| .*)$\s)+)^(?:#|//) ///$")
MARKS = {"py": "#", "mjs": "//"}
RUNTIMES = {"py": "python", "mjs": "node"}
NAMES_OF_PACKAGES = {
    "py": r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?(?:\[[A-Za-z0-9,_-]+\])?",
    "mjs": r"(?:@[a-z0-9][a-z0-9._~-]*/)?[a-z0-9][a-z0-9._~-]*",
}
# One version: of pip any, since “==” is exact; of npm a whole one, since less of it is a range.
VERSIONS = {"py": r"[0-9][A-Za-z0-9.+!-]*", "mjs": r"[0-9]+\.[0-9]+\.[0-9]+(?:[-+][A-Za-z0-9.+-]+)?"}
OLDEST = re.compile(r">=([0-9]{1,4}(?:\.[0-9]{1,4}){0,2})")
OUR_TABLE = "[tool.hub]"
STAND_IN = "self"
MOST_PACKAGES, LONGEST_PART = 20, 60


@dataclass(frozen=True)
class Package:
    """A package in one version, such as ``fastapi[standard]==0.141.0``."""

    name: str
    version: str

    def __str__(self):
        return f"{self.name}=={self.version}"

    @property
    def key(self):
        """What tells packages apart: neither extras, nor how the name is written."""
        return re.sub(r"[-_.]+", "-", self.name.partition("[")[0]).lower()

    @property
    def release(self):
        """What it is published as a part of: its scope and version, where it has a scope; else itself."""
        return self.name.rpartition("/")[0] or self.key, self.version


@dataclass(frozen=True)
class ScriptHeader:
    """What to install, the technology’s own package first, the oldest runtime, and what the script must fail for.

    ``control`` takes the place of packages; it is empty where the script has a stand-in, run with ``--control``.
    """

    runtime: str
    oldest: tuple
    packages: tuple
    control: tuple

    @property
    def subject(self):
        """The package whose version is proved."""
        return self.packages[0]

    def with_version(self, version):
        """The header as it would be for another version of the technology. Raises ValidationError.

        Packages of its scope in its version are released with it, and ask for each other in it.
        """
        language = next(language for language, runtime in RUNTIMES.items() if runtime == self.runtime)
        release = self.subject.release
        versions = [version if package.release == release else package.version for package in self.packages]
        listed = [f"{package.name}=={number}" for package, number in zip(self.packages, versions, strict=True)]
        return replace(self, packages=read_packages(listed, language))

    @property
    def control_packages(self):
        """What is installed for the control. A package of another name stands in for the technology’s own."""
        replaced = {package.key: package for package in self.control}
        has_own = self.subject.key in replaced
        packages = self.with_version(replaced[self.subject.key].version).packages if has_own else self.packages
        own = [replaced.pop(package.key, package) for package in packages]
        if replaced and not has_own:
            own[0] = replaced.pop(next(iter(replaced)))
        return (*own, *replaced.values())


def read_script_header(script, language):
    """The header of a script in ``py`` or ``mjs``. Raises ValidationError with a sentence about what is wrong."""
    blocks = list(BLOCK.finditer(script))
    if len(blocks) != 1 or blocks[0]["mark"] != MARKS[language]:
        raise ValidationError(f"A script begins with one block between “{MARKS[language]} /// script” and “///”.")
    lines = (line.removeprefix(MARKS[language]) for line in blocks[0]["content"].splitlines())
    try:
        content = tomllib.loads("\n".join(line.removeprefix(" ") for line in lines))
    except (ValueError, RecursionError) as error:  # ValueError alone: a number of thousands of digits
        raise ValidationError(f"The header of the script is not TOML: {error}.") from None
    return make_header(content, language)


def make_header(content, language):
    runtime = RUNTIMES[language]
    control = content
    for name in (*OUR_TABLE.strip("[]").split("."), "control"):
        control = control.get(name, "") if isinstance(control, dict) else ""
    packages = read_packages(content.get("dependencies"), language)
    if not packages:
        raise ValidationError("The header names no package: the technology’s own comes first in “dependencies”.")
    if not control:
        raise ValidationError("A proof needs a control: without one, nobody knows whether it can fail.")
    stand_in = control == STAND_IN
    oldest = read_oldest(content.get(f"requires-{runtime}", ""), runtime)
    controls = () if stand_in else read_packages([control] if isinstance(control, str) else control, language)
    header = ScriptHeader(runtime, oldest, packages, controls)
    if not stand_in and header.control_packages == packages:
        raise ValidationError("The control is what is proved: name another version or package.")
    return header


def read_packages(listed, language):
    """Packages from texts. Raises ValidationError where one is not a name and a version."""
    pattern = re.compile(rf"(?P<name>{NAMES_OF_PACKAGES[language]})==(?P<version>{VERSIONS[language]})")
    if not isinstance(listed, list | None) or len(listed or ()) > MOST_PACKAGES:
        raise ValidationError(f"Write the packages as a list of at most {MOST_PACKAGES} texts.")
    found = [(text, isinstance(text, str) and pattern.fullmatch(text)) for text in listed or ()]
    for text, match in found:
        if not match or max(map(len, match.groups())) > LONGEST_PART:
            raise ValidationError(f"“{text}” is not a package: write name==version, one version, no address.")
    packages = tuple(Package(**match.groupdict()) for _, match in found)
    if len({package.key for package in packages}) < len(packages):
        raise ValidationError("A package is named twice: which of the two was run, nobody could tell.")
    return packages


def read_oldest(text, runtime):
    match = OLDEST.fullmatch(text) if isinstance(text, str) else None
    if not match:
        raise ValidationError(f'The header says the oldest version it runs on: requires-{runtime} = ">=…".')
    return tuple(map(int, match[1].split(".")))
