# /// script
# requires-python = ">=3.12"
# dependencies = ["daphne==4.2.3", "django==6.1.3"]
# [tool.hub]
# control = "self"
# ///
import os
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

SHOP = """
from django.core.asgi import get_asgi_application
from django.http import HttpResponse
from django.urls import path

DEBUG, SECRET_KEY, ROOT_URLCONF = True, "for this check", "shop"
INSTALLED_APPS, ASGI_APPLICATION = ["daphne"], "shop.application"
urlpatterns = [path("", lambda request: HttpResponse("ANSWER"))]

async def application(scope, receive, send):
    await get_asgi_application()(scope, receive, send)
"""


def wait_for(text):
    for _ in range(40):
        time.sleep(0.3)
        try:
            with urlopen("http://127.0.0.1:8001/", timeout=5) as answer:
                found = answer.read().decode(), answer.headers["server"]
        except OSError:
            found = "no answer", None
        if found[0] == text:
            break
    return found


own = subprocess.run([sys.executable, "-m", "daphne", "--reload", "shop:application"], capture_output=True).returncode
control = ["--noreload"] if "--control" in sys.argv else []
Path("shop.py").write_text(SHOP.replace("ANSWER", "old"))
command = [sys.executable, "-m", "django", "runserver", "127.0.0.1:8001", *control]
environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "shop", "PYTHONPATH": "."}
with subprocess.Popen(command, env=environment, stdout=-3, stderr=-3) as server:
    before, name = wait_for("old")
    Path("shop.py").write_text(SHOP.replace("ANSWER", "new code"))
    after, _ = wait_for("new code")
    server.terminate()
print(f"daphne --reload ends with {own}; runserver ({name}): {before}, after the file was saved {after}")
sys.exit(0 if (own, before, name, after) == (2, "old", "daphne", "new code") else 10)
