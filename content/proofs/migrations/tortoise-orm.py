# /// script
# requires-python = ">=3.12"
# dependencies = ["tortoise-orm==1.1.9"]
# [tool.hub]
# control = "self"
# ///
import sqlite3
import sys
from pathlib import Path
from subprocess import run

Path("shop").mkdir()
Path("shop/__init__.py").touch()
models = """from tortoise import fields
from tortoise.models import Model

class Order(Model):
    total = fields.IntField()
"""
Path("shop/models.py").write_text(models)
Path("settings.py").write_text("""
TORTOISE_ORM = {
    "connections": {"default": "sqlite://orders.sqlite3"},
    "apps": {
        "shop": {
            "models": ["shop.models"],
            "default_connection": "default",
            "migrations": "shop.migrations",
        },
    },
}
""")


def tortoise(*command):
    line = [sys.executable, "-m", "tortoise", "-c", "settings.TORTOISE_ORM", *command]
    run(line, capture_output=True)


tortoise("init")
tortoise("makemigrations")
if "--control" not in sys.argv:  # the control: the model does not change
    Path("shop/models.py").write_text(models + "    note = fields.TextField(null=True)\n")
tortoise("makemigrations")
tortoise("migrate")
files = sorted(path.stem for path in Path("shop/migrations").glob("0*.py"))
table = sqlite3.connect("orders.sqlite3").execute('PRAGMA table_info("order")')
columns = [row[1] for row in table]
print(f"generated: {files}; columns after migrate: {columns}")
sys.exit(0 if len(files) == 2 and columns == ["id", "total", "note"] else 10)
