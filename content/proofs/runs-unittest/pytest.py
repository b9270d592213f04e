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
import unittest

class OrderTest(unittest.TestCase):
    def setUp(self):
        self.pens = 3

    def test_pens(self):
        for number in range(2):
            with self.subTest(number=number):
                self.assertEqual(self.pens, 3)
"""
# The control: a class that is no TestCase and has no name of a test.
stand_in = "--control" in sys.argv
tests = TESTS.replace("(unittest.TestCase)", "") if stand_in else TESTS
Path("test_shop.py").write_text(tests)
command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_shop.py"]
output = subprocess.run(command, capture_output=True, text=True).stdout
print(f"a TestCase, run by pytest: {output.splitlines()[-1]}")
sys.exit(0 if "1 passed" in output else 10)
