# /// script
# requires-python = ">=3.12"
# dependencies = ["uvicorn==0.54.0"]
# [tool.hub]
# control = "self"
# ///
import os
import signal
import subprocess
import sys
from pathlib import Path

Path("shop.py").write_text("""
async def app(scope, receive, send):
    pass
""")
command = [sys.executable, "-m", "uvicorn", "shop:app", "--port", "8001"]
command += ["--lifespan", "off"]
if "--control" not in sys.argv:  # the control: a single process
    command += ["--workers", "2"]
workers = []
with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
    for line in server.stderr:
        if "Started server process" in line:
            workers.append(int(line.split("[")[1].split("]")[0]))
            if server.pid in workers:
                break
        if len(workers) == 2 and "Started" in line:
            os.kill(workers[0], signal.SIGKILL)  # one of them dies
        if len(workers) == 3:
            break
    server.terminate()
    server.stderr.read()
restarted = len(set(workers)) == 3
print(
    f"processes started: {len(workers)}; a worker that died was replaced: {restarted}"
)
sys.exit(0 if restarted else 10)
