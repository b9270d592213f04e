# /// script
# requires-python = ">=3.12"
# dependencies = ["fastapi[standard]==0.165.0"]
# [tool.hub]
# control = "self"
# ///
import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

Path("shop.py").write_text("""
from fastapi import FastAPI

app = FastAPI()

@app.get("/")
def hello():
    return "hello"
""")
# The control: one process, as without --workers.
workers = "1" if "--control" in sys.argv else "2"
command = [sys.executable, "-m", "fastapi", "run", "shop.py", "--workers", workers]
command += ["--host", "127.0.0.1", "--port", "8001"]
log, processes = "", set()
with subprocess.Popen(
    command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=os.environ
) as server:
    while log.count("startup complete") < int(workers) or "running on" not in log:
        log += server.stdout.readline()
        processes = set(re.findall(r"Started server process \[(\d+)\]", log))
    answer = urlopen("http://127.0.0.1:8001/").read().decode()
    server.terminate()
named = "Uvicorn" in log
print(f"fastapi run: {answer} from {len(processes)} processes, by Uvicorn: {named}")
sys.exit(0 if len(processes) == 2 and named and answer == '"hello"' else 10)
