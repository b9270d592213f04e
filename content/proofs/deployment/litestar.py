# /// script
# requires-python = ">=3.12"
# dependencies = ["litestar[standard]==2.25.0"]
# [tool.hub]
# control = "self"
# ///
import os
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

Path("app.py").write_text("""
import os
from litestar import Litestar, get

@get("/", sync_to_thread=False)
def hello() -> str:
    return f"hello from {os.getpid()}"

app = Litestar([hello])
""")
# The control: no such application.
name = "app:nothing" if "--control" in sys.argv else "app:app"
command = [sys.executable, "-m", "litestar", "--app", name, "run", "--port", "8001"]
answer, started = None, time.monotonic()
with subprocess.Popen(
    command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=os.environ
) as server:
    while answer is None and time.monotonic() - started < 15 and server.poll() is None:
        try:
            answer = urlopen("http://127.0.0.1:8001/").read().decode()
        except URLError:
            time.sleep(0.2)
    server.terminate()
    log = server.stdout.read().decode()
print(f"litestar run: {(answer or 'no answer')[:10]}, by Uvicorn: {'Uvicorn' in log}")
sys.exit(0 if (answer or "").startswith("hello from") and "Uvicorn" in log else 10)
