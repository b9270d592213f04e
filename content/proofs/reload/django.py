# /// script
# requires-python = ">=3.12"
# dependencies = ["django==6.1.3"]
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
import sys

from django.conf import settings
from django.core.management import execute_from_command_line
from django.http import HttpResponse
from django.urls import path

settings.configure(DEBUG=True, ROOT_URLCONF=__name__, SECRET_KEY="for this test")
urlpatterns = [path("", lambda request: HttpResponse("old"))]
execute_from_command_line(sys.argv)
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
command = [sys.executable, "shop.py", "runserver", "8001", "--skip-checks"]
if "--control" in sys.argv:  # the control: no reloading
    command.append("--noreload")
with subprocess.Popen(command, stdout=-3, stderr=-3, start_new_session=True) as server:
    before = wait_for("old")
    time.sleep(1.5)
    Path("shop.py").write_text(CODE.replace("old", "new code"))
    after = wait_for("new code")
    os.killpg(server.pid, signal.SIGKILL)
print(f"before the file was saved: {before}; after it: {after}")
sys.exit(0 if (before, after) == ("old", "new code") else 10)
