# /// script
# requires-python = ">=3.12"
# dependencies = ["poetry==2.5.1"]
# [tool.hub]
# control = "self"
# ///
import os
import subprocess
import sys
from pathlib import Path

os.environ |= {"HOME": os.getcwd(), "POETRY_VIRTUALENVS_IN_PROJECT": "true"}
project = '[project]\nname = "shop"\nversion = "1"\nrequires-python = ">=3.12"\n'
Path("pyproject.toml").write_text(project)
Path("script.py").write_text('# /// script\n# dependencies = ["ourpen"]\n# ///\nimport ourpen\n')
if "--control" in sys.argv:  # the control: the package lies beside the script
    Path("ourpen.py").write_text("print('pen 1.0')")
poetry = [sys.executable, "-m", "poetry", "run", "python", "script.py"]
told = subprocess.run(poetry, capture_output=True, text=True)
seen = (told.stdout or told.stderr).strip().split("\n")[-1]
print(f"poetry run python script.py: {seen}")
sys.exit(0 if "No module named 'ourpen'" in seen else 10)
