"""Whom to tell of a hole, and what the site is made of."""

import json
import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

ROOT = Path(__file__).parent.parent.parent
ADDRESS = "/.well-known/security.txt"


def fields(answer):
    return dict(line.split(": ", 1) for line in answer.content.decode().splitlines())


def test_it_names_who_is_told_and_never_runs_out(client, settings):
    settings.SECURITY_CONTACT = "mailto:security@example.org"
    answer = client.get(ADDRESS)
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    found = fields(answer)
    assert found["Contact"] == "mailto:security@example.org"
    assert found["Canonical"] == f"{settings.SITE_URL}{ADDRESS}"
    for moment in (timezone.now(), timezone.now() + timedelta(days=700)):
        with time_machine.travel(moment):
            expires = datetime.fromisoformat(fields(client.get(ADDRESS))["Expires"])
            assert timedelta(days=7) < expires - timezone.now() < timedelta(days=365)


def test_where_nobody_is_named_there_is_none(client, db, settings):
    settings.SECURITY_CONTACT = ""
    assert client.get(ADDRESS).status_code == 404


@pytest.fixture
def bill(capsys):
    call_command("sbom")
    return json.loads(capsys.readouterr().out)


def test_the_bill_of_materials_has_what_is_installed_each_package_once(bill):
    pinned = re.findall(
        r"^([a-z0-9-]+)(?:\[[^]]*\])?==([^\s;]+)(?![^\n]*sys_platform)",
        (ROOT / "requirements/base.txt").read_text(),
        re.MULTILINE,
    )
    parts = {(part["name"], part["version"]) for part in bill["components"]}
    assert len(parts) == len(bill["components"]) > 20
    assert set(pinned) <= parts
    assert {"pytest", "playwright"} <= {name for name, _ in parts}  # which no requirement of a site names
    assert {part["purl"] for part in bill["components"]} >= {f"pkg:pypi/{name}@{version}" for name, version in pinned}


def test_the_bill_is_cyclonedx(bill):
    assert (bill["bomFormat"], bill["specVersion"], bill["version"]) == ("CycloneDX", "1.6", 1)
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", bill["serialNumber"])
    datetime.fromisoformat(bill["metadata"]["timestamp"])
    assert len({part["bom-ref"] for part in bill["components"]}) == len(bill["components"])
