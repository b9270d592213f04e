"""``fetch_releases --packages``: what a package repeats is a check, what it says otherwise waits at the desk."""

import shutil

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from comparisons.models import Correction, Fact, Feature, Technology, Verification
from tests.conftest import require
from tests.desk import make_staff, signed_in
from tests.factories import make_fact, make_feature, make_release, make_technology
from tests.packages import make_tarball, make_wheel, npm_registry

pytestmark = pytest.mark.django_db
TOLD = "Requires-Python: >=3.12\nLicense-Expression: MIT\n" + "".join(
    f"Requires-Dist: {line}\n" for line in ("sqlparse>=0.5", 'tzdata; sys_platform == "win32"', 'x; extra == "y"')
)
PARTS = ("runtime", "licence", "dependencies", "size")


@pytest.fixture
def wheels(tmp_path, monkeypatch):
    """A folder of wheels, and nothing else, for pip."""
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    make_wheel(tmp_path, "1.0", told=TOLD)
    return tmp_path


@pytest.fixture
def demo():
    """A technology whose answers are those of demo 1.0, as somebody read them."""
    technology = make_technology(name="Demo", purl="pkg:pypi/demo", repository="https://example.org/demo")
    make_release(technology, "1.0")
    answers = {
        "runtime": {"value": "Python 3.12 to 3.15"},
        "licence": {"value": "mit"},
        "dependencies": {"value": "One, for SQL", "number": 1},
        "size": {"value": "1 kB", "number": 1},
    }
    for part, answer in answers.items():
        make_fact(technology, make_part(part), level="", **answer)
    make_feature(name="Latest stable", derived_from="latest_release")
    return technology


def make_part(part):
    unit = "things" if part in ("dependencies", "size") else ""
    return make_feature(name=part.title(), slug=part, package_part=part, unit=unit)


def ask(*slugs):
    call_command("fetch_releases", *slugs, packages=True)


def proposed():
    return {correction.feature.slug: correction.value for correction in Correction.objects.open()}


def checks():
    return dict(Fact.objects.order_by("pk").values_list("feature__slug", "verified_how"))


def test_what_a_package_repeats_is_a_check_from_metadata(demo, wheels, capsys):
    ask()
    assert checks() == dict.fromkeys(PARTS, "metadata")
    assert set(Verification.objects.values_list("method", "name", "outcome", "verified_version")) == {
        ("metadata", "The metadata of its package", "still_true", "1.0")
    }
    assert proposed() == {}
    assert "Demo 1.0: nothing new\n1 of 1 packages read." in capsys.readouterr().out


def test_asking_every_day_checks_once_a_week(demo, wheels, time_machine):
    for day, count in (("2026-12-01", 4), ("2026-12-02", 4), ("2026-12-09", 8)):
        time_machine.move_to(f"{day}T09:00:00Z")
        ask()
        assert Verification.objects.count() == count


def test_what_a_package_says_otherwise_waits_at_the_desk_and_the_fact_stays(demo, wheels):
    before = list(Fact.objects.order_by("pk").values())
    told = TOLD.replace("3.12", "3.13").replace("MIT", "BSD-3-Clause").replace('; extra == "y"', "")
    make_wheel(wheels, "2.0", source=f"text = '{'x' * 1_000_000}'\n", told=told)
    ask()
    assert proposed() == {
        "runtime": "Python 3.13 or newer",
        "licence": "BSD-3-Clause",
        "dependencies": "2: sqlparse, x",
        "size": "1 MB",
        "latest-stable": "2.0",
    }
    assert list(Fact.objects.order_by("pk").values()) == before
    assert not demo.releases.filter(version="2.0").exists()


def test_what_was_declined_is_not_proposed_again_not_even_by_a_later_version(demo, wheels):
    make_wheel(wheels, "2.0", told=TOLD.replace("3.12", "3.13"))
    ask()
    for correction in Correction.objects.open():
        correction.decide(Correction.State.DECLINED, make_staff(), "Known.")
    make_wheel(wheels, "2.1", told=TOLD.replace("3.12", "3.13"))
    ask()
    assert proposed() == {"latest-stable": "2.1"}


def test_a_proposal_that_is_accepted_is_checked_from_metadata_with_its_number_and_version(demo, wheels):
    make_wheel(wheels, "2.0", told=TOLD.replace('; extra == "y"', ""))
    ask()
    correction = Correction.objects.get(feature__slug="dependencies")
    editor = signed_in(make_staff("Editors"))
    address = f"/admin/comparisons/correction/{correction.pk}/change/"
    form = editor.get(address).context["adminform"].form
    initial = {name: form.initial[name] for name in ("new_value", "number", "verified_version")}
    assert initial == {"new_value": "2: sqlparse, x", "number": 2, "verified_version": "2.0"}
    editor.post(address, {**form.initial, "decision": "accept", "level": "", "answer": ""})
    fact = Fact.objects.get(feature__slug="dependencies")
    assert (fact.number, fact.verified_how, fact.verified_version) == (2, "metadata", "2.0")
    assert proposed().keys() == {"latest-stable"}
    ask()
    assert proposed().keys() == {"latest-stable"}


def test_an_older_package_says_nothing_of_what_was_checked_against_a_newer_one(demo, wheels):
    Fact.objects.update(verified_version="1.1", value="Something else", number=None)
    make_release(demo, "1.1")
    ask()
    assert proposed() == {}
    assert not Verification.objects.exists()


def test_what_nobody_answered_yet_is_proposed(demo, wheels):
    Fact.objects.filter(feature__slug="licence").delete()
    ask()
    assert proposed() == {"licence": "MIT"}


@pytest.mark.parametrize("told", ["License: BSD\n", "Requires-Python: <4\n", ""])
def test_what_metadata_does_not_say_for_sure_is_not_guessed(demo, wheels, told):
    make_wheel(wheels, "2.0", told=told)
    ask()
    assert proposed() == {"dependencies": "None", "latest-stable": "2.0"}


def test_npm_is_asked_the_same_way_and_nothing_of_a_package_runs(demo, tmp_path, monkeypatch):
    require(shutil.which("npm"), "Node.js and npm are not installed")
    Technology.objects.filter(pk=demo.pk).update(purl="pkg:npm/demo")
    monkeypatch.setenv("npm_config_cache", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    told = {"engines": {"node": "^20.19.0 || >=22.12"}, "license": "MIT", "dependencies": {"@x/y": "1"}}
    tarballs = {"1.0.0": make_tarball("1.0.0", **told), "2.0.0": make_tarball("2.0.0", **told)}
    with npm_registry(tarballs) as address:
        monkeypatch.setenv("npm_config_registry", address)
        ask()
    assert proposed() == {"runtime": "Node.js 20.19 or newer", "latest-stable": "2.0.0"}
    assert checks() == {"runtime": "", "licence": "metadata", "dependencies": "metadata", "size": "metadata"}
    assert [path.name for path in tmp_path.iterdir()] == ["cache"]


def test_a_package_that_cannot_be_had_is_named_and_the_others_are_read(demo, wheels, capsys):
    make_technology(name="Absent", purl="pkg:pypi/absent")
    with pytest.raises(CommandError, match=r"Failed: Absent\."):
        ask()
    captured = capsys.readouterr()
    assert "Absent: not installed: ERROR: No matching distribution found for absent" in captured.err
    assert "1 of 2 packages read" in captured.out
    with pytest.raises(CommandError, match="Bare has no package URL: enter one at the desk"):
        ask(make_technology(name="Bare").slug)


@pytest.mark.parametrize("version", [7, None, "1.0\n", "9.9.9" * 20])
def test_a_package_whose_version_is_none_is_named(demo, tmp_path, monkeypatch, capsys, version):
    require(shutil.which("npm"), "Node.js and npm are not installed")
    Technology.objects.filter(pk=demo.pk).update(purl="pkg:npm/demo")
    monkeypatch.setenv("npm_config_cache", str(tmp_path / "cache"))
    with npm_registry({"1.0.0": make_tarball(version)}) as address:
        monkeypatch.setenv("npm_config_registry", address)
        with pytest.raises(CommandError, match=r"Failed: Demo\."):
            ask()
    assert "Traceback" not in capsys.readouterr().err


def test_a_prerelease_is_no_latest_release(demo, wheels, capsys):
    Technology.objects.filter(pk=demo.pk).update(purl="pkg:pypi/early")
    make_wheel(wheels, "2.0rc1", name="early")
    with pytest.raises(CommandError):
        ask()
    assert "“2.0rc1”, which is no stable release" in capsys.readouterr().err
    assert proposed() == {}


@pytest.mark.parametrize("told", [{"license": ["MIT"], "engines": ["node"], "dependencies": []}, {"license": 7}])
def test_nonsense_of_strangers_says_nothing(demo, tmp_path, monkeypatch, told):
    require(shutil.which("npm"), "Node.js and npm are not installed")
    Technology.objects.filter(pk=demo.pk).update(purl="pkg:npm/demo")
    monkeypatch.setenv("npm_config_cache", str(tmp_path / "cache"))
    with npm_registry({"1.0.0": make_tarball("1.0.0", **told)}) as address:
        monkeypatch.setenv("npm_config_registry", address)
        ask()
    assert proposed() == {"dependencies": "None"}


@pytest.mark.parametrize(
    "purl", ["django", "pkg:pypi/django@6.1", "pkg:pypi/--help", "pkg:npm/@x/y", "pkg:npm/../x", "pkg:gem/rails"]
)
def test_a_package_url_that_is_none_is_refused(purl):
    with pytest.raises(ValidationError, match="Write it as pkg:pypi/django"):
        Technology(name="X", slug="x", purl=purl).full_clean()


def test_two_technologies_are_not_the_same_package(demo):
    with pytest.raises(ValidationError, match="Another technology is this package already"):
        Technology(name="X", slug="x", purl="pkg:pypi/demo").full_clean()
    Technology(name="X", slug="x", purl="pkg:npm/%40hono/node-server").full_clean()


def test_what_is_counted_has_a_unit():
    feature = make_feature()
    feature.package_part = Feature.PackagePart.SIZE
    with pytest.raises(ValidationError, match="Say in “unit” what its numbers count"):
        feature.full_clean()
