# /// script
# requires-python = ">=3.12"
# dependencies = ["fastapi[standard]==0.165.0"]
# [tool.hub]
# control = ["fastapi[standard]==0.164.0", "alembic==1.20.1"]
# ///
import subprocess
import sys
from importlib.metadata import distributions

command = [sys.executable, "-m", "fastapi", "migrate"]
done = subprocess.run(command, capture_output=True, text=True, env={"COLUMNS": "80"})
error = next(line for line in done.stderr.splitlines() if "No such command" in line)
tools = [
    package.name
    for package in distributions()
    if "migration" in str(package.metadata.get("Summary")).lower()
]
print(
    f"fastapi migrate: {error.strip('│ ').strip()} "
    f"Tools for migrations among what it brings: {tools or 'none'}"
)
sys.exit(10 if tools else 0)
