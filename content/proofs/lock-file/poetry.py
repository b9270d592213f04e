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
    return told.stdout.strip().split("\n")[-1] or told.stderr[-100:]


os.environ |= {"HOME": os.getcwd(), "POETRY_VIRTUALENVS_IN_PROJECT": "true"}
project = '[project]\nname = "shop"\nversion = "1"\nrequires-python = ">=3.12"\n'
source = '[[tool.poetry.source]]\nname = "ours"\nurl = "http://127.0.0.1:8001"\n'
Path("pyproject.toml").write_text(project + 'dependencies = ["ourpen"]\n' + source)
publish("1.0")
server = [sys.executable, "-m", "http.server", "8001", "-b", "127.0.0.1", "-d", "index"]
with subprocess.Popen(server, stdout=-3, stderr=-3) as index:
    poetry("lock")
    publish("1.1")
    if "--control" in sys.argv:  # the control: the lock file is made anew
        poetry("lock", "--regenerate", "--no-cache")
    poetry("install", "--no-root")
    seen = poetry("run", "python", "-m", "ourpen")
    index.terminate()
hashed = "sha256:" in Path("poetry.lock").read_text()
print(f"installed after 1.1 came out: {seen}; poetry.lock has hashes: {hashed}")
sys.exit(0 if seen == "pen 1.0" and hashed else 10)
