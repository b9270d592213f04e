# /// script
# requires-python = ">=3.12"
# dependencies = ["poetry==2.5.1"]
# [tool.hub]
# control = "self"
# ///
import os
import subprocess
import sys
import zipfile
from pathlib import Path


def publish(version):
    """Lay a package of ours into an index of ours."""
    folder, about = Path("index/ourpen"), f"ourpen-{version}.dist-info"
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(folder / f"ourpen-{version}-py3-none-any.whl", "w") as wheel:
        wheel.writestr("ourpen.py", f"print('pen {version}')")
        tag = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        wheel.writestr(f"{about}/WHEEL", tag)
        name = f"Metadata-Version: 2.1\nName: ourpen\nVersion: {version}\n"
        wheel.writestr(f"{about}/METADATA", name)
        wheel.writestr(f"{about}/RECORD", "")


def poetry(*command):
    told = subprocess.run(
        [sys.executable, "-m", "poetry", *command], capture_output=True, text=True
    )
    return told.stdout.strip().split("\n")[-1] or "nothing"


os.environ |= {"HOME": os.getcwd(), "POETRY_VIRTUALENVS_IN_PROJECT": "true"}
project = '[project]\nname = "shop"\nversion = "1"\nrequires-python = ">=3.12"\n'
groups = '[dependency-groups]\ncheck = ["ourpen"]\nall = [{include-group = "check"}]\n'
if "--control" in sys.argv:  # the control: the group is empty
    groups = groups.replace('"ourpen"', "")
publish("1.0")
wheel = Path("index/ourpen/ourpen-1.0-py3-none-any.whl").absolute().as_uri()
Path("pyproject.toml").write_text(project + groups.replace("ourpen", f"ourpen @ {wheel}"))
poetry("lock")
poetry("install", "--no-root", "--only", "all")
seen = poetry("run", "python", "-m", "ourpen")
print(f"poetry install --only all, which includes the group with the package: {seen}")
sys.exit(0 if seen == "pen 1.0" else 10)
