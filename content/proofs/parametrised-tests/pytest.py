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

@pytest.mark.parametrize(("text", "number"), [("3", 3), ("x", 0), ("5", 5)])
def test_number(text, number):
    assert int(text) == number
"""
# The control: one set of values.
stand_in = "--control" in sys.argv
tests = (
    TESTS.replace('("text", "number"), [("3", 3), ("x", 0), ("5", 5)]', '("text", "number"), [("x", 0)]')
    if stand_in
    else TESTS
)
Path("test_shop.py").write_text(tests)
command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_shop.py"]
output = subprocess.run(command, capture_output=True, text=True).stdout
lines = output.splitlines()
seen = [line for line in lines if line.startswith("FAILED")]
print(f"{lines[-1]}; {seen}")
sys.exit(0 if "1 failed, 2 passed" in lines[-1] and "test_number[x-0]" in seen[0] else 10)
