# /// script
# requires-python = ">=3.12"
# dependencies = ["gunicorn==27.0.1"]
# [tool.hub]
# control = "gunicorn==23.0.0"
# ///
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

Path("shop.py").write_text("""
async def app(scope, receive, send):
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": scope["type"].encode()})
""")
command = [sys.executable, "-m", "gunicorn", "shop:app", "-k", "asgi"]
command += ["--bind", "127.0.0.1:8001"]
with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
    log = ""
    while "Booting worker" not in log and server.poll() is None:
        log += server.stderr.readline()
    if server.poll() is None:
        answer = "answered " + urlopen("http://127.0.0.1:8001/").read().decode()
        server.terminate()
    else:  # the control is older than the worker
        lines = (log + server.stderr.read()).splitlines()
        answer = next(line.strip() for line in lines if "asgi" in line)
print(f"gunicorn -k asgi: {answer}")
sys.exit(0 if answer == "answered http" else 10)
