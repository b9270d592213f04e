# /// script
# requires-python = ">=3.12"
# dependencies = ["uv==0.13.9"]
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


os.environ |= {"UV_CACHE_DIR": os.path.abspath("cache"), "HOME": os.getcwd()}
project = '[project]\nname = "shop"\nversion = "1"\nrequires-python = ">=3.12"\n'
groups = '[dependency-groups]\ncheck = ["ourpen"]\nall = [{include-group = "check"}]\n'
if "--control" in sys.argv:  # the control: the group is empty
    groups = groups.replace('"ourpen"', "")
Path("pyproject.toml").write_text(project + groups)
publish("1.0")
uv = [Path(sys.executable).with_name("uv"), "run", "--python", sys.executable]
uv += ["--offline", "--no-index", "--find-links", "index/ourpen", "--group", "all"]
told = subprocess.run([*uv, "-m", "ourpen"], capture_output=True, text=True)
seen = told.stdout.strip() or "nothing"
print(f"uv run --group all, which includes the group with the package: {seen}")
sys.exit(0 if seen == "pen 1.0" else 10)
