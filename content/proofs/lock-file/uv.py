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


def uv(*command):
    options = ["--default-index", "http://127.0.0.1:8001", "--python", sys.executable]
    program = Path(sys.executable).with_name("uv")
    told = subprocess.run([program, command[0], *options, *command[1:]], capture_output=True, text=True)
    return told.stdout.strip() or told.stderr[-100:]


os.environ |= {"UV_CACHE_DIR": os.path.abspath("cache"), "HOME": os.getcwd()}
project = '[project]\nname = "shop"\nversion = "1"\nrequires-python = ">=3.12"\n'
Path("pyproject.toml").write_text(project + 'dependencies = ["ourpen"]\n')
publish("1.0")
server = [sys.executable, "-m", "http.server", "8001", "-b", "127.0.0.1", "-d", "index"]
with subprocess.Popen(server, stdout=-3, stderr=-3) as index:
    uv("lock")
    publish("1.1")
    if "--control" in sys.argv:  # the control: the lock file is made anew
        uv("lock", "--upgrade", "--refresh")
    seen = uv("run", "-m", "ourpen")
    index.terminate()
named = 'name = "ourpen"\nversion = "1.0"' in Path("uv.lock").read_text()
print(f"installed after 1.1 came out: {seen}; uv.lock names 1.0: {named}")
sys.exit(0 if seen == "pen 1.0" and named else 10)
