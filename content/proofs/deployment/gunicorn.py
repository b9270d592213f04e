# /// script
# requires-python = ">=3.12"
# dependencies = ["gunicorn==27.0.1"]
# [tool.hub]
# control = "self"
# ///
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

Path("shop.py").write_text("""
def app(environ, start_response):
    start_response("200 OK", [])
    return [b"hello"]
""")
command = [sys.executable, "-m", "gunicorn", "shop:app", "--workers", "2"]
command += ["--bind", "127.0.0.1:8001"]
wanted = 2 if "--control" in sys.argv else 3  # the control: nobody dies
workers = []
with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
    while len(workers) < wanted:
        line = server.stderr.readline()
        workers += re.findall(r"Booting worker with pid: (\d+)", line)
        if len(workers) == 2 and wanted == 3 and "Booting" in line:
            os.kill(int(workers[0]), signal.SIGKILL)
    server.terminate()
    server.stderr.read()
replaced = len(set(workers)) == 3
print(f"workers started: {len(workers)}; one that died was replaced: {replaced}")
sys.exit(0 if replaced and str(server.pid) not in workers else 10)
