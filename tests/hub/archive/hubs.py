"""A hub with data of its own that commands are run on, as an operator runs them, and what is kept in its tables."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

from tests.prepared import ROOT, copy_prepared_data, environment_of_a_laptop

MANAGE = [sys.executable, "manage.py"]


@dataclass
class Hub:
    folder: Path
    environment: dict

    def manage(self, *command, fails=False):
        """What a command says, on either stream."""
        done = self.run(*command, fails=fails)
        return done.stdout + done.stderr

    def run(self, *command, fails=False):
        done = subprocess.run(
            [*MANAGE, *map(str, command)], cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=240
        )
        assert (done.returncode != 0) is fails, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return done

    def python(self, script, **values):
        """What a script prints that knows the models and these values."""
        known = "".join(f"{name} = {value!r}\n" for name, value in values.items())
        return self.run("shell", "--verbosity=0", "-c", known + script).stdout

    def back_up(self, *options):
        """The path of a new archive."""
        folder = self.folder / "backups"
        self.manage("backup", folder, *options)
        return max(folder.glob("hub-*.zip"))

    def pages(self, *addresses):
        """What readers get at these addresses."""
        return json.loads(self.python(ASK, addresses=addresses))


ASK = """
import json
from django.test import Client
pages = [Client(headers={"host": "127.0.0.1:8000"}).get(address) for address in addresses]
print(json.dumps([[page.status_code, page.get("Location"), page.text] for page in pages]))
"""


def hub_in(folder, **environment):
    """A hub that was prepared, with its data in a folder; the environment may name a database that was, too."""
    copy_prepared_data(folder)
    return Hub(folder, environment_of_a_laptop(folder, 8000) | environment)


def empty_hub(folder, **environment):
    return Hub(folder, environment_of_a_laptop(folder, 8000) | environment)


def contents(path):
    """Everything in an archive, by name, but for when it was made."""
    members = members_of(path)
    manifest = json.loads(members.pop("manifest.json"))
    tables = {name: parsed(data) for name, data in members.items() if name.startswith("tables/")}
    return members | tables, manifest["tables"]


def members_of(path):
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def parsed(data):
    return [json.loads(line) for line in data.decode().splitlines()]


def rewrite(path, **changed):
    """Write an archive again with other members: a function of the old bytes by the name without its suffix."""
    members = members_of(path)
    with ZipFile(path, "w") as archive:
        for name, data in members.items():
            change = changed.get(Path(name).stem.replace(".", "_"))
            archive.writestr(name, change(data) if change else data)
