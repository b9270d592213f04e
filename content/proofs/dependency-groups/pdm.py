# /// script
# requires-python = ">=3.12"
# dependencies = ["pdm==2.29.4", "hishel==1.4.0"]
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


def pdm(*command):
    told = subprocess.run(
        [sys.executable, "-m", "pdm", *command], capture_output=True, text=True
    )
    return told.stdout.strip().split("\n")[-1] or "nothing"


os.environ |= {"HOME": os.getcwd(), "PDM_CHECK_UPDATE": "0"}
project = '[project]\nname = "shop"\nversion = "1"\nrequires-python = ">=3.12"\n'
groups = '[dependency-groups]\ncheck = ["ourpen"]\nall = [{include-group = "check"}]\n'
if "--control" in sys.argv:  # the control: the group is empty
    groups = groups.replace('"ourpen"', "")
place = Path("index/ourpen").absolute().as_uri()
source = f'[[tool.pdm.source]]\nname = "pypi"\ntype = "find_links"\nurl = "{place}"\n'
Path("pyproject.toml").write_text(project + groups + source)
publish("1.0")
pdm("lock")
pdm("install", "--no-self", "--no-default", "--group", "all")
seen = pdm("run", "python", "-m", "ourpen")
print(f"pdm install --group all, which includes the group with the package: {seen}")
sys.exit(0 if seen == "pen 1.0" else 10)
