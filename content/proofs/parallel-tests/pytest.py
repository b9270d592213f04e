# /// script
# requires-python = ">=3.12"
# dependencies = ["pytest==9.2.0", "pytest-xdist==3.8.0"]
# [tool.hub]
# control = "self"
# ///
import subprocess
import sys
from pathlib import Path

TESTS = """
import os
import pytest

@pytest.mark.parametrize("number", range(8))
def test_process(number):
    print(f"process {os.getpid()}.")
"""
Path("test_shop.py").write_text(TESTS)
command = [
    sys.executable,
    "-m",
    "pytest",
    "-q",
    "-p",
    "no:cacheprovider",
    "-rP",
    "-n",
    "0" if "--control" in sys.argv else "2",
    "test_shop.py",
]
output = subprocess.run(command, capture_output=True, text=True).stdout
processes = {line for line in output.splitlines() if line.startswith("process ")}
print(f"with pytest-xdist the tests ran in {len(processes)} processes; {output.splitlines()[-1]}")
sys.exit(0 if len(processes) == 2 else 10)
