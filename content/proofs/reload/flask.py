# /// script
# requires-python = ">=3.12"
# dependencies = ["flask==3.1.3"]
# [tool.hub]
# control = "self"
# ///
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

CODE = """
from flask import Flask

app = Flask(__name__)

@app.get("/")
def home():
    return "old"
"""

def get():
    try:
        return urlopen("http://127.0.0.1:8001/", timeout=5).read().decode()
    except OSError:
        return "no answer"


def wait_for(answer):
    for _ in range(30):
        if (seen := get()) == answer:
            break
        time.sleep(0.3)
    return seen


Path("shop.py").write_text(CODE)
command = [sys.executable, "-m", "flask", "--app", "shop", "run", "--port", "8001"]
if "--control" not in sys.argv:  # the control: without debug mode
    command.append("--debug")
with subprocess.Popen(command, stdout=-3, stderr=-3, start_new_session=True) as server:
    before = wait_for("old")
    time.sleep(1.5)
    Path("shop.py").write_text(CODE.replace("old", "new code"))
    after = wait_for("new code")
    os.killpg(server.pid, signal.SIGKILL)
print(f"before the file was saved: {before}; after it: {after}")
sys.exit(0 if (before, after) == ("old", "new code") else 10)
