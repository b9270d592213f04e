# /// script
# requires-python = ">=3.12"
# dependencies = ["falcon==4.4.0"]
# [tool.hub]
# control = ["falcon==4.4.0", "sqlalchemy==2.1.9"]
# ///
import re
import sys
from importlib.metadata import distributions

import falcon

installed = [d for d in distributions() if d.name != "pip"]
files = [str(file) for d in installed for file in d.files or []]
mappers = [file for file in files if re.search(r"/(orm|models)/__init__\.py$", file)]
print(
    f"Falcon {falcon.__version__} brings {len(installed) - 1} other packages; mappers "
    f"among all of them: {mappers or 'none'}"
)
sys.exit(10 if mappers else 0)
