"""The settings that README.md lists are the ones that the code reads, and that Docker Compose hands on."""

import ast
import re
from pathlib import Path

import pytest
import yaml

from tests.hub.dockerfile import fixed_by_the_image

ROOT = Path(__file__).parent.parent.parent
NAME = re.compile(r"[A-Z][A-Z0-9_]*")
# Read by boto3 and by gunicorn themselves.
READ_BY_PACKAGES = {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "FORWARDED_ALLOW_IPS"}
READERS = [ROOT / "gunicorn.conf.py", ROOT / "manage.py", *ROOT.glob("hub/**/*.py")]


def listed_in_the_readme():
    """Every name in the table's first two columns: the second names what a setting needs beside it."""
    table = (ROOT / "README.md").read_text().partition("| variable | meaning |")[2].partition("\n\n")[0]
    cells = [cell for row in table.splitlines()[2:] for cell in row.split("|")[1:3]]
    return {name for cell in cells for name in re.findall(r"`([^`]+)`", cell) if NAME.fullmatch(name)}


def tree(path):
    return ast.parse(path.read_text())


def read_by(path):
    """The names given to os.environ, or to the functions that read it."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and re.search(r"\b(environ\.\w+|env_\w+)$", ast.unparse(node.func)):
            yield from (text.value for text in node.args[:1] if isinstance(text, ast.Constant))


def test_compose_hands_on_every_setting_that_the_image_does_not_fix():
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text())
    listed = listed_in_the_readme()
    assert len(listed) > 20
    for site in ("site-1", "site-2"):
        assert listed - set(compose["services"][site]["environment"]) - fixed_by_the_image() == set()


@pytest.mark.parametrize("name", ["THREADS", "S3_BUCKET", "SITE_URL", "WEB_CONCURRENCY"])
def test_compose_leaves_a_setting_that_nobody_gave_to_the_default_of_the_site(name):
    environment = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]["site-1"]["environment"]
    assert environment[name] is None


def test_the_readme_lists_what_the_code_reads_and_nothing_else():
    read = {name for path in READERS for name in read_by(path)}
    assert read - {"DJANGO_SETTINGS_MODULE"} | READ_BY_PACKAGES == listed_in_the_readme()
