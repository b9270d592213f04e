"""What the newest package of a technology says of it: fetched by pip or npm, read, and held against the answers.

The two know where packages come from, and the package URL of a technology says which is its own. Nothing of a package
runs. What it repeats is a check “from metadata”; what it says otherwise waits at the desk.
"""

import json
import re
import sys
import tarfile
import tempfile
import zipfile
from dataclasses import dataclass
from importlib.metadata import distributions
from pathlib import Path

from django.db import transaction

from articles.absolute import absolute_url
from comparisons.answers.writing import confirm_fact
from comparisons.freshness.fetching import MOST_BYTES, FetchError, reading
from comparisons.freshness.release_titles import Kind, read_title
from comparisons.models import CheckMethod, Correction, Fact, Feature
from comparisons.proofs.environments import NotRunnable, call
from comparisons.values import numbers_of, read_purl

CHECKER = "The metadata of its package"
CONFIRMED_FOR = 7  # days: a check of every day would be news to nobody
LONGEST_VERSION, LONGEST_VALUE = 40, 80
OLDEST = re.compile(r"(?:>=|~=|[\^~])\s*v?([0-9]{1,4}(?:\.[0-9]{1,4})*)")
SPDX = re.compile(r"[A-Za-z0-9.+-]+(?: (?:AND|OR|WITH) [A-Za-z0-9.+-]+)*")
NAME = re.compile(r"@?[A-Za-z0-9][A-Za-z0-9._~/-]*")
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet", "--no-input", "--no-deps")
DOWNLOAD = {
    "pypi": (*PIP, "--ignore-requires-python", "--only-binary", ":all:", "--dest"),
    "npm": ("npm", "pack", "--ignore-scripts", "--loglevel=error", "--pack-destination"),
}


@dataclass(frozen=True)
class PackageMetadata:
    """What a package in one version says: by PackagePart, its value and its number, or an empty value and None."""

    version: str
    answers: dict


def fetch_package(purl):
    """The metadata of the newest release of a package. Raises FetchError."""
    registry, name = read_purl(purl)
    with reading(purl), tempfile.TemporaryDirectory() as folder:
        try:
            call([*DOWNLOAD[registry], folder, name])
        except NotRunnable as error:
            raise FetchError(str(error)) from None
        [file] = Path(folder).iterdir()
        package = (read_wheel if registry == "pypi" else read_tarball)(file)
    kind, found = read_title(package.version, ())
    if kind is not Kind.STABLE or found != [package.version] or len(package.version) > LONGEST_VERSION:
        raise FetchError(f"Its newest version is “{package.version[:LONGEST_VERSION]}”, which is no stable release.")
    return package


def read_wheel(file):
    [found] = distributions(path=[str(file)])
    with zipfile.ZipFile(file) as wheel:
        size = sum(info.file_size for info in wheel.infolist())
    # What is needed with an extra, on one system or by an old runtime is not always needed.
    needed = [requirement for requirement in found.requires or () if ";" not in requirement]
    told = [found.metadata.get(name, "") for name in ("Requires-Python", "License-Expression")]
    return describe(found.version, "Python", *told, needed, size)


def read_tarball(file):
    with tarfile.open(file) as package:
        size = sum(member.size for member in package)
        [manifest] = [name for name in package.getnames() if re.fullmatch(r"[^/]+/package\.json", name)]
        told = json.loads(package.extractfile(manifest).read(MOST_BYTES))
    engines = told.get("engines")
    wanted = engines.get("node") if isinstance(engines, dict) else ""
    return describe(told["version"], "Node.js", wanted, told.get("license"), told.get("dependencies") or (), size)


def describe(version, runtime, wanted, licence, needed, size):
    """The PackageMetadata of what a stranger wrote. What cannot be told for sure is left empty."""
    oldest = ".".join(map(str, min(map(numbers_of, OLDEST.findall(str(wanted))), default=())))
    names = [match[0] for name in needed if (match := NAME.match(name))]
    listed = f"{len(names)}: {', '.join(names)}"
    kilobytes = two_digits(size / 1000)
    is_spdx = isinstance(licence, str) and len(licence) <= LONGEST_VALUE and SPDX.fullmatch(licence)
    part = Feature.PackagePart
    answers = {
        part.RUNTIME: (f"{runtime} {oldest} or newer" if oldest else "", None),
        part.LICENCE: (licence if is_spdx else "", None),
        part.DEPENDENCIES: (
            (listed if len(listed) <= LONGEST_VALUE else str(len(names))) if names else "None",
            len(names),
        ),
        part.SIZE: (f"{kilobytes} kB" if kilobytes < 1000 else f"{kilobytes / 1000:g} MB", kilobytes),
    }
    return PackageMetadata(str(version), answers)


def two_digits(number):
    """A number of which two digits count, so that a patch is rarely another answer; at least 1."""
    return max(1, int(float(f"{number:.2g}")))


# --- held against what is stored ---


@transaction.atomic
def compare_package(technology, package):
    """Confirm the facts that a package repeats, and propose what it says otherwise. Returns the new Corrections."""
    filed = [propose_release(technology, package)]
    for feature in Feature.objects.exclude(package_part=""):
        value, number = package.answers[feature.package_part]
        fact = Fact.objects.answer_of(technology, feature)
        if not value or (fact and numbers_of(package.version) < numbers_of(fact.verified_version)):
            continue
        if fact and says_the_same(fact, feature.package_part, value, number):
            confirm_fact(fact, package.version, CheckMethod.METADATA, CHECKER, days=CONFIRMED_FOR)
        else:
            filed.append(propose(technology, feature, package, value, number=number))
    return list(filter(None, filed))


def says_the_same(fact, part, value, number):
    """Whether a fact has this answer; of a runtime the oldest version counts, which editors name first."""
    if part == Feature.PackagePart.RUNTIME:
        return first_version(fact.value) == first_version(value)
    return fact.number == number if number is not None else fact.value.casefold() == value.casefold()


def first_version(text):
    match = re.search(r"\d+(?:\.\d+)*", text, re.ASCII)
    return numbers_of(match[0]) if match else ()


def propose_release(technology, package):
    """Tell the desk of a release that is newer than the latest one known: its day is for an editor to find."""
    feature = Feature.objects.filter(derived_from=Feature.Derived.LATEST_RELEASE).first()
    known = {numbers_of(release.version) for release in technology.releases.all() if not release.is_prerelease}
    numbers = numbers_of(package.version)
    if feature and numbers > numbers_of(technology.latest_version) and numbers not in known:
        return propose(technology, feature, package, package.version)
    return None


def propose(technology, feature, package, value, **fields):
    return Correction.objects.propose(
        CheckMethod.METADATA,
        value,
        technology,
        feature,
        problem=f"The package {technology.purl} {package.version} says: {value}",
        value=value,
        version=package.version,
        source_url=technology.repository or technology.homepage or absolute_url(technology.get_absolute_url()),
        name=CHECKER,
        **fields,
    )
