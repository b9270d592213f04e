# /// script
# requires-python = ">=3.12"
# dependencies = ["litestar==2.25.0", "advanced-alchemy==1.12.0", "sqlalchemy==2.1.9", "aiosqlite==0.22.1", "greenlet==3.5.6"]
# [tool.hub]
# control = "self"
# ///
import subprocess
import sys
from pathlib import Path

# The control: an application without the add-on.
plugins = "[]" if "--control" in sys.argv else "[SQLAlchemyPlugin(config)]"
Path("app.py").write_text(f"""
from litestar import Litestar
from litestar.plugins.sqlalchemy import SQLAlchemyAsyncConfig, SQLAlchemyPlugin

config = SQLAlchemyAsyncConfig(connection_string="sqlite+aiosqlite:///shop.sqlite")
app = Litestar(plugins={plugins})
""")
command = [sys.executable, "-m", "litestar", "--app", "app:app", "database", "--help"]
done = subprocess.run(command, capture_output=True, text=True)
names = ["make-migrations", "upgrade", "downgrade", "history"]
found = [name for name in names if name in done.stdout]
print(f"commands of litestar database: {found or 'none'}")
sys.exit(0 if found == names else 10)
