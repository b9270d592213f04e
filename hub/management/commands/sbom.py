"""The parts of the site as a bill of materials, for whoever looks up which of them have known holes."""

import json
import re
import uuid
from importlib.metadata import distributions

from django.core.management.base import BaseCommand
from django.utils import timezone


class Command(BaseCommand):
    help = "Writes the packages that are installed for the site, and their versions, as CycloneDX 1.6 in JSON."

    def handle(self, **options):
        installed = {(re.sub(r"[-_.]+", "-", part.name).lower(), part.version) for part in distributions()}
        bill = {
            "bomFormat": "CycloneDX",
            "specVersion": "1.6",
            "serialNumber": f"urn:uuid:{uuid.uuid4()}",
            "version": 1,
            "metadata": {
                "timestamp": timezone.now().isoformat(timespec="seconds"),
                "component": {"type": "application", "bom-ref": "learning-hub", "name": "learning-hub"},
            },
            "components": [component_of(name, version) for name, version in sorted(installed)],
        }
        self.stdout.write(json.dumps(bill, indent=2))


def component_of(name, version):
    address = f"pkg:pypi/{name}@{version}"
    return {"type": "library", "bom-ref": address, "name": name, "version": version, "purl": address}
