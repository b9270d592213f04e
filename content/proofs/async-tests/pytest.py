# /// script
# requires-python = ">=3.12"
# dependencies = ["pytest==9.2.0", "pytest-asyncio==1.5.0"]
# [tool.hub]
# control = "self"
# ///
import subprocess
import sys
from pathlib import Path

TESTS = """
import asyncio
import unittest

import pytest


@pytest.mark.asyncio
async def test_wait():
    assert await asyncio.sleep(0, result=3) == 3


class WaitTest(unittest.IsolatedAsyncioTestCase):
    async def test_wait(self):
        self.assertEqual(await asyncio.sleep(0, result=3), 3)
"""
Path("test_shop.py").write_text(TESTS)


def run(*options):
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *options, "test_shop.py"]
    return subprocess.run(command, capture_output=True, text=True).stdout


WITHOUT = ["-p", "no:asyncio"]
alone = run(*WITHOUT)
# The control: the package is installed, and not loaded.
helped = run(*(WITHOUT if "--control" in sys.argv else [])).splitlines()[-1]
seen = next((line for line in alone.splitlines() if "natively supported" in line), "no complaint")
print(f"alone: {alone.splitlines()[-1]}, “{seen.strip()}”; with pytest-asyncio: {helped}")
refused = "not natively supported" in seen and "1 failed, 1 passed" in alone
sys.exit(0 if refused and helped.startswith("2 passed") else 10)
