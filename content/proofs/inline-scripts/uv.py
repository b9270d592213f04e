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
script = '# /// script\n# dependencies = ["ourpen"]\n# ///\nimport ourpen\n'
if "--control" in sys.argv:  # the control: the script names nothing
    script = script.replace('"ourpen"', "")
Path("script.py").write_text(script)
publish("1.0")
uv = [Path(sys.executable).with_name("uv"), "run", "--python", sys.executable]
uv += ["--offline", "--no-index", "--find-links", "index/ourpen", "script.py"]
told = subprocess.run(uv, capture_output=True, text=True)
seen = told.stdout.strip() or told.stderr.strip().split("\n")[-1]
print(f"uv run script.py: {seen}")
sys.exit(0 if seen == "pen 1.0" else 10)
