# /// script
# requires-python = ">=3.13"
# dependencies = ["quart==0.23.1", "uvicorn==0.54.0"]
# [tool.hub]
# control = "flask==3.1.3"
# ///
import os
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

Path("shop.py").write_text("""
try:
    from quart import Quart
except ImportError:
    from flask import Flask as Quart  # only the control installs it without Quart

app = Quart(__name__)

@app.get("/")
def hello():
    return "hello"
""")
commands = {
    8001: ["hypercorn", "shop:app", "--workers", "0", "--bind", "127.0.0.1:8001"],
    8002: ["uvicorn", "shop:app", "--interface", "asgi3", "--port", "8002"],
}
answers = []
for port, command in commands.items():
    answer = "none"
    with subprocess.Popen(
        [sys.executable, "-m", *command], stderr=subprocess.DEVNULL, env=os.environ
    ) as server:
        for _ in range(50):
            try:
                answer = urlopen(f"http://127.0.0.1:{port}/").read().decode()
            except HTTPError as error:
                answer = str(error.code)
            except URLError:
                time.sleep(0.2)
                continue
            break
        server.terminate()
    answers.append(answer)
print(f"as an ASGI application, Hypercorn: {answers[0]}; Uvicorn: {answers[1]}")
sys.exit(0 if answers == ["hello", "hello"] else 10)
