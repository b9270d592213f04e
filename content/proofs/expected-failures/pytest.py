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

@pytest.mark.xfail(strict=True, reason="bug 7")
def test_known_bug():
    assert 1 == 2

@pytest.mark.xfail(strict=True, reason="bug 8")
def test_mended():
    assert 1 == 1
"""
# The control: whoever mends the bug is not told.
stand_in = "--control" in sys.argv
tests = TESTS.replace("strict=True", "strict=False") if stand_in else TESTS
Path("test_shop.py").write_text(tests)
command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_shop.py"]
output = subprocess.run(command, capture_output=True, text=True).stdout
seen = output.splitlines()[-1]
print(f"a known failure, and one that is mended: {seen}")
sys.exit(0 if "1 failed" in seen and "1 xfailed" in seen else 10)
