# /// script
# requires-python = ">=3.12"
# dependencies = ["sqlmodel==0.0.50"]
# [tool.hub]
# control = ["sqlmodel==0.0.50", "alembic==1.20.1"]
# ///
import sys
from importlib.metadata import entry_points, requires
from importlib.util import find_spec

import sqlmodel

needed = " ".join(requires("sqlmodel"))
scripts = [script.name for script in entry_points(group="console_scripts")]
scripts = [name for name in scripts if name in ("sqlmodel", "alembic")]
# The control installs the independent tool, which could not be told from a part of it.
tool = find_spec("alembic") is not None
named = [name for name in dir(sqlmodel) if "migrat" in name.lower()]
print(
    f"required by SQLModel: {'alembic' in needed}; installed with it: {tool}; "
    f"commands: {scripts or 'none'}; functions: {named or 'none'}"
)
sys.exit(
    0 if not tool and not scripts and not named and "alembic" not in needed else 10
)
