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
import os
import time

def test_patched(monkeypatch):
    monkeypatch.setenv("SHOP_MODE", "test")
    monkeypatch.setattr(time, "time", lambda: 0)
    assert (os.environ["SHOP_MODE"], time.time()) == ("test", 0)

def test_after():
    assert "SHOP_MODE" not in os.environ and time.time() > 0
"""
# The control: nothing puts it back.
stand_in = "--control" in sys.argv
tests = (
    TESTS.replace('monkeypatch.setenv("SHOP_MODE", "test")', 'os.environ["SHOP_MODE"] = "test"') if stand_in else TESTS
)
Path("test_shop.py").write_text(tests)
command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_shop.py"]
output = subprocess.run(command, capture_output=True, text=True).stdout
print(f"replaced in one test, put back before the next: {output.splitlines()[-1]}")
sys.exit(0 if "2 passed" in output else 10)
