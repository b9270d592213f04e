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
def test_write(tmp_path):
    (tmp_path / "order.txt").write_text("3 pens")
    assert [file.name for file in tmp_path.iterdir()] == ["order.txt"]

def test_empty(tmp_path):
    assert not list(tmp_path.iterdir())
"""
# The control: one folder for all.
stand_in = "--control" in sys.argv
tests = (
    TESTS.replace("(tmp_path):", "(tmp_path_factory):\n    tmp_path = tmp_path_factory.getbasetemp()")
    if stand_in
    else TESTS
)
Path("test_shop.py").write_text(tests)
command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_shop.py"]
output = subprocess.run(command, capture_output=True, text=True).stdout
print(f"each test has a folder of its own: {output.splitlines()[-1]}")
sys.exit(0 if "2 passed" in output else 10)
