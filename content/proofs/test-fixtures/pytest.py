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

steps = []

@pytest.fixture(scope="module")
def database():
    steps.append("opened")
    yield {"pens": 3}
    print("steps:", ", ".join(steps + ["closed"]))

@pytest.fixture
def basket(database):
    steps.append("basket")
    return dict(database)

def test_one(basket):
    assert basket.pop("pens") == 3

def test_two(basket):
    assert basket["pens"] == 3
"""
# The control: no scope that outlives a test.
stand_in = "--control" in sys.argv
tests = TESTS.replace('scope="module"', 'scope="function"') if stand_in else TESTS
Path("test_shop.py").write_text(tests)
command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-s", "test_shop.py"]
output = subprocess.run(command, capture_output=True, text=True).stdout
seen = [line for line in output.splitlines() if "steps:" in line]
print(f"{output.splitlines()[-1]}; {seen}")
sys.exit(0 if any("steps: opened, basket, basket, closed" in line for line in seen) else 10)
