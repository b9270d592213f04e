# /// script
# requires-python = ">=3.12"
# dependencies = ["pip==26.3"]
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


def pip(*command):
    options = ["--index-url", "http://127.0.0.1:8001", "--no-cache-dir"]
    return subprocess.run(
        [sys.executable, "-m", "pip", *command, *options], capture_output=True, text=True
    ).stderr


os.environ["HOME"] = os.getcwd()
publish("1.0")
server = [sys.executable, "-m", "http.server", "8001", "-b", "127.0.0.1", "-d", "index"]
with subprocess.Popen(server, stdout=-3, stderr=-3) as index:
    for _ in range(20):
        warning = pip("lock", "ourpen")
        if Path("pylock.toml").exists():
            break
    publish("1.1")
    # The control: without the lock file.
    wanted = ["ourpen"] if "--control" in sys.argv else ["-r", "pylock.toml"]
    pip("install", "--target", "installed", *wanted)
    index.terminate()
program = [sys.executable, "installed/ourpen.py"]
seen = subprocess.run(program, capture_output=True, text=True).stdout.strip()
experimental = "experimental command" in warning
print(f"installed after 1.1 came out: {seen}; pip lock calls itself experimental: {experimental}")
sys.exit(0 if seen == "pen 1.0" and experimental else 10)
