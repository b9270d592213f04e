# /// script
# requires-python = ">=3.12"
# dependencies = ["falcon==4.4.0", "gunicorn==27.0.1", "uvicorn==0.54.0"]
# [tool.hub]
# control = "self"
# ///
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

Path("shop.py").write_text("""
import falcon, falcon.asgi

class Hello:
    def on_get(self, req, resp):
        resp.text = "hello over WSGI"

class AsyncHello:
    async def on_get(self, req, resp):
        resp.text = "hello over ASGI"

wsgi = falcon.App()
wsgi.add_route("/", Hello())
asgi = falcon.asgi.App()
asgi.add_route("/", AsyncHello())
""")
# The control: the ASGI server is given the WSGI application, and answers with an error.
second = "wsgi" if "--control" in sys.argv else "asgi"
commands = {
    8001: ["gunicorn", "shop:wsgi", "--bind", "127.0.0.1:8001"],
    8002: ["uvicorn", f"shop:{second}", "--interface", "asgi3", "--port", "8002"],
}
answers = []
for port, command in commands.items():
    with subprocess.Popen([sys.executable, "-m", *command], stderr=-3) as server:
        for _ in range(50):
            try:
                answers.append(urlopen(f"http://127.0.0.1:{port}/").read().decode())
                break
            except URLError as error:
                if getattr(error, "code", None):
                    answers.append(f"{error.code}")
                    break
                time.sleep(0.2)
        server.terminate()
print(f"Gunicorn: {answers[0]}; Uvicorn: {answers[1]}")
sys.exit(0 if answers == ["hello over WSGI", "hello over ASGI"] else 10)
