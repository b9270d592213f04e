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
def test_quiet(capsys):
    print("3 pens")
    assert capsys.readouterr().out == "3 pens\\n"

def test_passes():
    print("of a test that passed")

def test_fails():
    print("of a test that failed")
    assert False
"""
Path("test_shop.py").write_text(TESTS)
command = [
    sys.executable,
    "-m",
    "pytest",
    "-q",
    "-p",
    "no:cacheprovider",
    *(["-s"] if "--control" in sys.argv else []),
    "test_shop.py",
]
output = subprocess.run(command, capture_output=True, text=True).stdout
shown = ["of a test that passed" in output, "of a test that failed" in output]
print(f"output shown of a test that passed: {shown[0]}, that failed: {shown[1]}; {output.splitlines()[-1]}")
sys.exit(0 if shown == [False, True] and "1 failed, 2 passed" in output else 10)
