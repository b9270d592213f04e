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
def test_greeting(greeting):
    assert greeting == "hello"
"""
Path("test_shop.py").write_text(TESTS)
Path("shop_plugin.py").write_text("""
import pytest

@pytest.fixture
def greeting():
    return "hello"

def pytest_terminal_summary(terminalreporter):
    terminalreporter.write_line("from the plugin")
""")
command = [
    sys.executable,
    "-m",
    "pytest",
    "-q",
    "-p",
    "no:cacheprovider",
    *([] if "--control" in sys.argv else ["-p", "shop_plugin"]),
    "test_shop.py",
]
output = subprocess.run(command, capture_output=True, text=True).stdout
print(f"a plugin gave the fixture and the last line: {output.splitlines()[-2:]}")
sys.exit(0 if "1 passed" in output and "from the plugin" in output else 10)
