# /// script
# requires-python = ">=3.12"
# dependencies = ["bottle==0.13.4"]
# [tool.hub]
# control = ["bottle==0.13.4", "sqlalchemy==2.1.9"]
# ///
import re
import sys
from importlib.metadata import distributions

import bottle

installed = [d for d in distributions() if d.name != "pip"]
files = [str(file) for d in installed for file in d.files or []]
mappers = [file for file in files if re.search(r"/(orm|models)/__init__\.py$", file)]
print(
    f"Bottle {bottle.__version__} brings {len(installed) - 1} other packages; mappers "
    f"among all of them: {mappers or 'none'}"
)
sys.exit(10 if mappers else 0)
