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
def test_numbers(subtests):
    for text in ["x", "3", "y"]:
        with subtests.test(text=text):
            int(text)
"""
# The control: a plain loop.
stand_in = "--control" in sys.argv
tests = TESTS.replace("with subtests.test(text=text):", "if subtests:") if stand_in else TESTS
Path("test_shop.py").write_text(tests)
command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_shop.py"]
output = subprocess.run(command, capture_output=True, text=True).stdout
seen = [line.split(" - ")[0] for line in output.splitlines() if line.startswith("SUBFAILED")]
print(f"one test goes on after a failure and reports: {seen}")
sys.exit(0 if len(seen) == 2 else 10)
