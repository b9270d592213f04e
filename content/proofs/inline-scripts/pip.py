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


os.environ["HOME"] = os.getcwd()
script = '# /// script\n# dependencies = ["ourpen"]\n# ///\nimport ourpen\n'
if "--control" in sys.argv:  # the control: the script names nothing
    script = script.replace('"ourpen"', "")
Path("script.py").write_text(script)
publish("1.0")
pip = [sys.executable, "-m", "pip", "install", "--no-index", "--find-links", "index/ourpen"]
pip += ["--target", "installed", "--requirements-from-script", "script.py"]
subprocess.run(pip, capture_output=True)
run = [sys.executable, "script.py"]
os.environ["PYTHONPATH"] = "installed"
told = subprocess.run(run, capture_output=True, text=True)
seen = told.stdout.strip() or told.stderr.strip().split("\n")[-1]
print(f"what the script needs, installed by pip; run by Python: {seen}")
sys.exit(0 if seen == "pen 1.0" else 10)
