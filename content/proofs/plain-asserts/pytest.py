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
def test_total():
    assert sum([3, 4]) == 8
"""
Path("test_shop.py").write_text(TESTS)
command = [
    sys.executable,
    "-m",
    "pytest",
    "-q",
    "-p",
    "no:cacheprovider",
    *(["--assert=plain"] if "--control" in sys.argv else []),
    "test_shop.py",
]
output = subprocess.run(command, capture_output=True, text=True).stdout
seen = [line.removeprefix("E").strip() for line in output.splitlines() if line.startswith("E ")]
print(f"the failed assert says: {seen}")
sys.exit(0 if "assert 7 == 8" in seen and any("sum([3, 4])" in line for line in seen) else 10)
