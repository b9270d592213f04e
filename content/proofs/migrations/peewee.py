# /// script
# requires-python = ">=3.12"
# dependencies = ["peewee==4.5.3"]
# [tool.hub]
# control = "self"
# ///
import sys
from pathlib import Path
from subprocess import run

models = """from peewee import *

database = SqliteDatabase("orders.sqlite3")

class Order(database.Model):
    total = IntegerField()
"""
Path("models.py").write_text(models)
Path(".pwmigrate").write_text("database = models.database\nmodels = models\n")


def migrate(*command):
    line = [sys.executable, "-m", "playhouse.migrations", *command]
    done = run(line, capture_output=True, text=True)
    return (done.stdout + done.stderr).strip()


migrate("initial")
migrate("up")
if "--control" not in sys.argv:  # the control: the models do not change
    Path("models.py").write_text(models + "    note = TextField(null=True)\n")
migrate("generate", "add_note")
migrate("up")
files = sorted(path.stem for path in Path("migrations").glob("0*.py"))

sys.path.insert(0, ".")
from models import database  # noqa: E402

columns = [column.name for column in database.get_columns("order")]
print(f"generated: {files}; columns after they ran: {columns}")
sys.exit(0 if len(files) == 2 and columns == ["id", "total", "note"] else 10)
