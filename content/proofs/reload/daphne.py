# /// script
# requires-python = ">=3.12"
# dependencies = ["daphne==4.2.3"]
# [tool.hub]
# control = "self"
# ///
import subprocess
import sys

command = [sys.executable, "-m", "daphne", "--help"]
offered = subprocess.run(command, capture_output=True, text=True).stdout
if "--control" in sys.argv:
    offered += "--reload"  # a stand-in for a server that has it
words = ["--reload", "--watch"]
found = [word for word in words if word in offered]
refused = subprocess.run(
    [sys.executable, "-m", "daphne", "--reload", "shop:app"], capture_output=True, text=True
)
answer = refused.stderr.strip().splitlines()[-1]
print(f"of {' and '.join(words)} it has {', '.join(found) or 'none'}; {answer}")
sys.exit(0 if not found and refused.returncode == 2 else 10)
