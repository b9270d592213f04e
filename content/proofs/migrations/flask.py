# /// script
# requires-python = ">=3.12"
# dependencies = ["flask==3.1.3"]
# [tool.hub]
# control = "flask-migrate==4.1.0"
# ///
import subprocess
import sys
from pathlib import Path

Path("shop.py").write_text("""
from flask import Flask

app = Flask(__name__)
try:
    from flask_migrate import Migrate  # only the control installs it
except ImportError:
    pass
else:
    Migrate().init_app(app)
""")
command = [sys.executable, "-m", "flask", "--app", "shop", "db", "migrate", "--help"]
done = subprocess.run(command, capture_output=True, text=True)
said = (done.stdout + done.stderr).strip().splitlines()
print(f"flask db migrate: {said[0 if done.returncode == 0 else -1]}")
sys.exit(0 if "No such command 'db'" in said[-1] else 10)
