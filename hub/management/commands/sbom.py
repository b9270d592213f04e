"""The parts of the site as a bill of materials, for whoever looks up which of them have known holes."""

import json
import re
import uuid
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^\s;\\]+)", re.MULTILINE)


class Command(BaseCommand):
    help = (
        "Writes the packages that the site is served with, and their versions, as CycloneDX 1.6 in JSON: what "
        "requirements/base.txt pins, or another of these files."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", default=settings.BASE_DIR / "requirements/base.txt", type=Path)

    def handle(self, *, file, **options):
        try:
            pins = PIN.findall(file.read_text())
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}.") from None
        bill = {
            "bomFormat": "CycloneDX",
            "specVersion": "1.6",
            "serialNumber": f"urn:uuid:{uuid.uuid4()}",
            "version": 1,
            "metadata": {
                "timestamp": timezone.now().isoformat(timespec="seconds"),
                "component": {"type": "application", "bom-ref": "learning-hub", "name": "learning-hub"},
            },
            "components": [component_of(name, version) for name, version in pins],
        }
        self.stdout.write(json.dumps(bill, indent=2))


def component_of(name, version):
    address = f"pkg:pypi/{name.lower()}@{version}"
    return {"type": "library", "bom-ref": address, "name": name, "version": version, "purl": address}
