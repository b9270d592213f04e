# /// script
# requires-python = ">=3.12"
# dependencies = ["django==6.1.3"]
# [tool.hub]
# control = "self"
# ///
import subprocess
import sys
from pathlib import Path

Path("config.py").write_text("""
INSTALLED_APPS = ["shop"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "db.sqlite3"}}
""")
Path("shop").mkdir()
Path("shop/__init__.py").touch()
models = Path("shop/models.py")
models.write_text("""
from django.db import models

class Order(models.Model):
    title = models.CharField(max_length=100)
""")


def manage(*arguments):
    command = [sys.executable, "-m", "django", *arguments, "--settings", "config"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


manage("makemigrations", "shop")
manage("migrate")
if "--control" not in sys.argv:  # the control: the model does not change
    with models.open("a") as source:
        source.write("    total = models.IntegerField(default=0)\n")
generated = manage("makemigrations", "shop").strip().splitlines()[-1].strip(" +")
applied = manage("migrate").strip().splitlines()[-1].strip()
print(f"the second migration: {generated}; {applied}")
sys.exit(0 if generated == "Add field total to order" and "OK" in applied else 10)
