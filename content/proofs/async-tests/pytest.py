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
import asyncio

async def test_wait():
    await asyncio.sleep(0)
"""
# The control: a test that is no coroutine.
stand_in = "--control" in sys.argv
tests = (
    TESTS.replace(
        "async def test_wait():\n    await asyncio.sleep(0)", "def test_wait():\n    asyncio.run(asyncio.sleep(0))"
    )
    if stand_in
    else TESTS
)
Path("test_shop.py").write_text(tests)
command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_shop.py"]
output = subprocess.run(command, capture_output=True, text=True).stdout
seen = next((line for line in output.splitlines() if "natively supported" in line), "no complaint")
print(f"alone: {seen}; {output.splitlines()[-1]}")
sys.exit(0 if "not natively supported" in seen else 10)
