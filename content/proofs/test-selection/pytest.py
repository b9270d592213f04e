# /// script
# requires-python = ">=3.12"
# dependencies = ["pytest==9.2.0"]
# [tool.hub]
# control = "self"
# ///
import subprocess
import sys
from pathlib import Path

TESTS = """
import pytest

@pytest.mark.slow
def test_export():
    pass

def test_order():
    pass

def test_invoice():
    pass
"""
Path("test_shop.py").write_text(TESTS)
command = [
    sys.executable,
    "-m",
    "pytest",
    "-q",
    "-p",
    "no:cacheprovider",
    "-W",
    "ignore",
    *([] if "--control" in sys.argv else ["-m", "not slow", "-k", "order or export"]),
    "test_shop.py",
]
output = subprocess.run(command, capture_output=True, text=True).stdout
seen = output.splitlines()[-1]
print(f"-m 'not slow' -k 'order or export': {seen}")
sys.exit(0 if "1 passed, 2 deselected" in seen else 10)
