# /// script
# requires-python = ">=3.12"
# dependencies = ["starlette==1.10.0", "httpx2==2.16.2"]
# [tool.hub]
# control = ["starlette==1.9.0", "httpx2==2.16.2", "sqlalchemy==2.1.9"]
# ///
import re
import sys
from importlib.metadata import distributions

from starlette.applications import Starlette

try:
    state = f"there: {Starlette().state.database}"
except AttributeError as error:
    state = str(error)
installed = [package for package in distributions() if package.name != "pip"]
files = [str(file) for package in installed for file in package.files or []]
mappers = [file for file in files if re.search(r"/orm/__init__\.py$", file)]
print(
    f"{state}; mappers among the {len(installed)} packages that Starlette and its test "
    f"client bring: {mappers or 'none'}"
)
sys.exit(10 if mappers or state.startswith("there") else 0)
